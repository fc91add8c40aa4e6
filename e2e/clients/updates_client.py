"""A plain client of /ws/updates/, as any hospital's script may be written: Python's `websockets`, nothing of ours.

Prints one JSON object a line: each message as it came with its size, and at the end the close code.
Each line on standard input is sent as it is; the end of the input closes the connection.
"""

import asyncio
import json
import sys

import websockets


def say(thing):
    print(json.dumps(thing), flush=True)


async def forward_input(websocket):
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        await websocket.send(line.decode().strip())
    await websocket.close()


async def main(url):
    async with websockets.connect(url) as websocket:
        sender = asyncio.create_task(forward_input(websocket))
        try:
            async for message in websocket:
                say({"message": json.loads(message), "bytes": len(message.encode())})
        except websockets.ConnectionClosed:
            pass
        sender.cancel()
        say({"closed": websocket.close_code})


asyncio.run(main(sys.argv[1]))
