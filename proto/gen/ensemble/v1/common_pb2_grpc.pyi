from collections.abc import AsyncIterator
from typing import Any

import grpc
import grpc.aio

from ensemble.v1 import common_pb2
