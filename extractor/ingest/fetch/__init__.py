"""Where pages come from: folders on this machine, and addresses that are fetched politely into folders."""
