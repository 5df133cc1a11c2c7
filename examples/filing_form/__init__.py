"""A filing contact form in Flask and WTForms: is the number's segment listed, and why did no code come?"""
