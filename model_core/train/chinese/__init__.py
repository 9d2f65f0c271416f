"""The Mandarin half of the generator: homes with Chinese names, and what people say in them."""
