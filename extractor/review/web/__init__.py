"""The reviewer's page: articles beside the raw pages that they were made from, served to one machine."""
