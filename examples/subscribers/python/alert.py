#!/usr/bin/env python3
"""Prints a line for each event of glip, and keeps a picture of everything that appears.

Lines of events that somebody should look at now begin with '!'. Needs paho-mqtt 1.6: apt install python3-paho-mqtt

    MQTT_PASSWORD=secret ./alert.py mqtt://viewer@127.0.0.1:1883 --pictures pictures
"""
import argparse
import collections
import json
import os
import sys
import urllib.parse

from paho.mqtt import client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

REFUSED = 0x80  # reason codes from here on
KEPT_FOR_US_S = 3600  # how long the broker keeps events for this program while it is away
REMEMBERED_EVENTS = 10_000


class Sequence:
    """Tells messages that come again from new ones, and what is missing before a new one."""

    def __init__(self):
        self._last = {}  # number of the latest message of each stream
        self._events = collections.OrderedDict()  # number of the latest message of each event

    def take(self, event):
        """Returns whether the message is new, and a remark on what came before it or None."""
        stream, event_id, seq = (event["instance"], event["stream"]), event["event_id"], event["seq"]
        if seq <= self._events.get(event_id, 0):
            return False, None
        self._events[event_id] = seq
        self._events.move_to_end(event_id)
        if len(self._events) > REMEMBERED_EVENTS:
            self._events.popitem(last=False)
        last = self._last.get(stream)
        self._last[stream] = seq
        return True, None if last is None else self._remark(last, seq, event["skipped"])

    @staticmethod
    def _remark(last, seq, skipped):
        if seq <= last:
            return f"numbers begin again at {seq}: glip has lost its data folder"
        if seq > last + 1 + skipped:
            return f"{seq - last - 1 - skipped} messages were lost after number {last}"
        return f"glip discarded {skipped} messages after number {last}" if skipped else None


class Alert:
    """Listens to a broker, and stays with it."""

    def __init__(self, address, prefix, pictures, client_id):
        self._prefix = prefix
        self._pictures = pictures
        self._sequence = Sequence()
        self._awaited = collections.deque(maxlen=REMEMBERED_EVENTS)  # events that a picture is kept of
        self._client = mqtt.Client(client_id=client_id, protocol=mqtt.MQTTv5)
        self._client.username_pw_set(address.username, os.environ.get("MQTT_PASSWORD"))
        if address.scheme == "mqtts":
            self._client.tls_set()
        self._client.reconnect_delay_set(min_delay=1, max_delay=60)
        self._client.on_connect = self._connected
        self._client.on_subscribe = self._subscribed
        self._client.on_disconnect = self._disconnected
        self._client.message_callback_add(f"{prefix}/+/events", self._event)
        self._client.message_callback_add(f"{prefix}/+/phrase/+/snapshot", self._picture)
        kept = Properties(PacketTypes.CONNECT)
        kept.SessionExpiryInterval = KEPT_FOR_US_S
        port = address.port or (8883 if address.scheme == "mqtts" else 1883)
        self._client.connect_async(address.hostname, port, clean_start=False, properties=kept)

    def run(self):
        self._client.loop_forever(retry_first_connection=True)

    def _connected(self, client, _data, _flags, reason, _properties):
        if reason.value >= REFUSED:
            note(f"the broker refuses the connection: {reason}")
        else:
            note("connected")
            client.subscribe(f"{self._prefix}/+/events", qos=1)

    def _disconnected(self, _client, _data, reason, _properties=None):
        note(f"connection lost ({reason}); trying again")

    def _subscribed(self, _client, _data, _mid, reasons, _properties):
        for reason in reasons:
            if reason.value >= REFUSED:
                note(f"the broker refuses a subscription: {reason}")

    def _event(self, client, _data, message):
        try:
            event = json.loads(message.payload)
            if event["schema"] != 1:
                raise ValueError(f"schema {event['schema']} instead of 1")
            new, remark = self._sequence.take(event)
        except (ValueError, KeyError, TypeError) as problem:
            note(f"{message.topic}: not an event ({problem!r})")
            return
        if not new:
            return
        if remark:
            note(f"{event['stream']}: {remark}")
        is_alarm = event["type"] == "start" and not event["replayed"]
        print(line(event, is_alarm), flush=True)
        if is_alarm and self._pictures and event["snapshot_topic"]:
            self._awaited.append(event["event_id"])
            client.subscribe(event["snapshot_topic"], qos=1)  # brings the picture that is there, and those to come

    def _picture(self, _client, _data, message):
        about = dict(getattr(message.properties, "UserProperty", []))
        if about.get("event_id") in self._awaited and message.payload:
            path = os.path.join(self._pictures, about["event_id"] + ".jpg")
            with open(path + ".part", "wb") as file:
                file.write(message.payload)
            os.replace(path + ".part", path)


def line(event, is_alarm):
    where = event["zone"] or event["line_label"] or event["line"] or event["end_reason"] or ", ".join(event["changes"])
    words = [event["captured_at"] or "-", event["stream"], event["type"], event["phrase"], f"{event['score']:.2f}", where]
    late = "(late)" if event["replayed"] else ""
    return " ".join(["!" if is_alarm else " ", *filter(None, [*words, late])])


def note(text):
    print(f"alert: {text}", file=sys.stderr, flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("broker", type=urllib.parse.urlsplit, help="mqtt://user@host:1883 or mqtts://user@host:8883; the password is in MQTT_PASSWORD")
    arguments.add_argument("--prefix", default="glip", help="what stands before the topics of glip")
    arguments.add_argument("--pictures", metavar="FOLDER", help="where pictures are kept, one an event")
    arguments.add_argument("--id", default="glip-alert", help="name of this program at the broker; no two may have the same")
    given = arguments.parse_args()
    if given.pictures:
        os.makedirs(given.pictures, exist_ok=True)
    try:
        Alert(given.broker, given.prefix, given.pictures, given.id).run()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
