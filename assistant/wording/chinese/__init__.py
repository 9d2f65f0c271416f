"""Short spoken Mandarin in simplified characters; names stay as the home has them."""
