"""What stands between the network and the routes: who may ask, how long, how much, and what every answer carries.

Pure ASGI. Knows neither pages nor JSON: how a refusal looks is given to it by the composition root.
"""
