"""What fits models and weights. Nothing at run time imports it."""
