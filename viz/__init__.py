"""The relationship map: where everything stands, and the page that draws it. Knows neither web nor database."""

from viz.data import frame_nodes
from viz.layout import lay_out
from viz.model import Box, Card, Layout, Line
from viz.page import STATIC_DIR, VIS_PACKAGE, frame_page, standalone_page, vis_script
from viz.svg import svg

__all__ = [
    "STATIC_DIR",
    "VIS_PACKAGE",
    "Box",
    "Card",
    "Layout",
    "Line",
    "frame_nodes",
    "frame_page",
    "lay_out",
    "standalone_page",
    "svg",
    "vis_script",
]
