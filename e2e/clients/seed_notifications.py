"""The notification client as the guide for plain WebSocket clients writes it; address, token and types come from outside."""

import asyncio
import websockets
import json
import sys

async def connect_to_notifications():
    token = sys.argv[2]
    uri = f"ws://{sys.argv[1]}/ws/notifications/?token={token}"

    async with websockets.connect(uri) as websocket:
        # Subscribe to notifications
        await websocket.send(json.dumps({
            'type': 'subscribe',
            'notification_types': sys.argv[3].split(',')
        }))

        # Listen for messages
        async for message in websocket:
            data = json.loads(message)
            print(f"Received: {data}", flush=True)

asyncio.run(connect_to_notifications())
