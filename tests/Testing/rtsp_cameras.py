"""RTSP cameras for tests: any number of them, served by this one process. Nothing is encoded: clips go out as they are, over and over.

    rtsp_cameras.py PORT [CERTIFICATE KEY]        port 0 takes a free one; with a certificate (PEM files) all cameras speak TLS

Reads one command a line and answers each by one line: 'ok', with a value for some, or 'error' and the reason.

    port                                          the port
    add PATH CLIP FPS [USER PASSWORD]             a new camera; CLIP is H.264 in Annex B form, with access unit delimiters
    remove PATH                                   takes it away and closes its connections
    freeze PATH | thaw PATH                       no pictures any more, connections stay open; pictures again
    garbage PATH N                                the next N pictures are noise
    clip PATH CLIP                                another clip, from its start, within the same connections
    jump PATH SECONDS                             times of packets jump, also backwards; at most 1000 s back in all
    clock PATH SECONDS                            sets the camera's clock fast by so much, for the next pipeline
    login basic | digest                          how passwords are asked for; digest at first
    drop PATH                                     closes its connections
    count PATH                                    how many connections play at present
    stop                                          ends the process

A user has one password for all cameras. The connections of a camera share a pipeline, which begins with the first of them and the clip with it.
A frozen camera goes on with its sender reports, one every few seconds.
"""
import random
import re
import sys
import threading
import time

import gi

for namespace in ("Gst", "GstRtsp", "GstRtspServer"):
    gi.require_version(namespace, "1.0")
from gi.repository import Gio, GLib, GObject, Gst, GstRtsp, GstRtspServer  # noqa: E402

CAPS = "video/x-h264,stream-format=byte-stream,alignment=au"
LAUNCH = f"( appsrc name=pictures is-live=true format=time caps={CAPS} ! rtph264pay config-interval=-1 name=pay0 )"
ROOM = 1000  # seconds that times may jump backwards
NTP_EPOCH = 2208988800  # seconds from 1900 to 1970


def access_units(path):
    with open(path, "rb") as clip:
        return re.split(rb"\x00\x00\x00\x01\x09.", clip.read(), flags=re.DOTALL)[1:]


def parameter_sets(unit):
    """A picture without the picture: enough to describe the stream."""
    return re.split(rb"\x00*\x01[\x06\x65]", unit)[0]


def noise(unit):
    """Looks like a slice from outside only: it names picture parameters above 255, which no decoder takes. No zeros: they could begin something else."""
    return b"\x00\x00\x00\x01\x41\x98\x03" + bytes(random.randrange(1, 256) for _ in unit)


def clock(seconds_fast):
    """Counts from 1900, as the sender reports do."""
    result = GObject.new(Gst.SystemClock, clock_type=Gst.ClockType.REALTIME)
    result.set_calibration(0, int((NTP_EPOCH + seconds_fast) * Gst.SECOND), 1, 1)
    return result


def token(role):
    result = GstRtspServer.RTSPToken()
    result.set_string("media.factory.role", role)
    return result


def use_own_clock(_, element):
    if element.find_property("ntp-time-source"):
        Gst.util_set_object_arg(element, "ntp-time-source", "clock-time")


class Camera(GstRtspServer.RTSPMediaFactory):
    def __init__(self, clip, fps, user):
        super().__init__()
        self.units = access_units(clip)
        self.period = 1 / float(fps)
        self.lock = threading.Lock()
        self.pictures = self.payloader = None
        self.ticks = self.next = self.garbage = 0
        self.jumped = 0.0
        self.frozen = self.removed = False
        self.set_launch(LAUNCH)
        self.set_shared(True)
        self.set_clock(clock(0))
        self.user = user
        if user:
            permissions = GstRtspServer.RTSPPermissions()
            permissions.add_permission_for_role(user, "media.factory.access", True)
            permissions.add_permission_for_role(user, "media.factory.construct", True)
            self.set_permissions(permissions)
        self.connect("media-configure", self.on_configure)
        threading.Thread(target=self.run, daemon=True).start()

    def on_configure(self, _, media):
        media.get_element().get_parent().connect("element-added", use_own_clock)
        with self.lock:
            self.pictures = media.get_element().get_by_name("pictures")
            self.payloader = media.get_element().get_by_name("pay0")
            self.ticks = self.next = 0
            self.jump(0)
            if self.frozen:
                self.push(parameter_sets(self.units[0]))
            else:
                self.tick()

    def run(self):
        due = time.monotonic()
        while not self.removed:
            due += self.period
            time.sleep(max(0, due - time.monotonic()))
            with self.lock:
                if self.pictures:
                    self.tick()

    def tick(self):
        self.ticks += 1
        if not self.frozen:
            unit = self.units[self.next % len(self.units)]
            self.next += 1
            self.push(noise(unit) if self.garbage else unit)
            self.garbage = max(0, self.garbage - 1)

    def push(self, unit):
        buffer = Gst.Buffer.new_wrapped(unit)
        buffer.pts = buffer.dts = int(self.ticks * self.period * Gst.SECOND)
        self.pictures.emit("push-buffer", buffer)

    def jump(self, seconds):
        """Only the payloader, which stamps the packets, sees other times: what follows it would wait for them."""
        self.jumped += seconds
        if self.pictures:
            offset = int((ROOM + self.jumped) * Gst.SECOND)
            self.pictures.get_static_pad("src").set_offset(offset)
            self.payloader.get_static_pad("src").set_offset(-offset)

    def play(self, clip):
        self.units = access_units(clip)
        self.next = 0


class Server:
    def __init__(self, port, certificate=None, key=None):
        self.cameras = {}
        self.playing = {}  # path by connection
        self.auth = GstRtspServer.RTSPAuth()
        self.auth.set_default_token(GstRtspServer.RTSPToken())  # no role: a login is asked for
        self.do_login("digest")
        if certificate:
            self.auth.set_tls_certificate(Gio.TlsCertificate.new_from_files(certificate, key))
        self.server = GstRtspServer.RTSPServer(address="127.0.0.1", service=port)
        self.server.set_auth(self.auth)
        self.server.get_thread_pool().set_max_threads(0)  # connections and commands share the main loop
        self.server.connect("client-connected", self.on_connected)
        if not self.server.attach(None):
            raise OSError(f"port {port} is taken")
        self.loop = GLib.MainLoop()
        GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, self.on_command)

    def on_connected(self, _, client):
        client.connect("pre-options-request", self.on_first_request)
        client.connect("play-request", lambda c, context: self.playing.update({c: context.uri.abspath}))
        client.connect("closed", lambda c: self.playing.pop(c, None))

    def on_first_request(self, client, context):
        camera = self.cameras.get(context.uri.abspath)
        if camera and not camera.user:
            client.set_auth(None)
        return GstRtsp.RTSPStatusCode.OK

    def on_command(self, *_):
        words = sys.stdin.readline().split()
        try:
            answer = getattr(self, "do_" + words[0])(*words[1:]) if words else self.do_stop()
            print("ok", "" if answer is None else answer, flush=True)
        except Exception as error:
            print("error", type(error).__name__, error, flush=True)
        return True

    def do_port(self):
        return self.server.get_bound_port()

    def do_add(self, path, clip, fps, user=None, password=None):
        if user:
            self.auth.add_basic(self.auth.make_basic(user, password), token(user))
            self.auth.add_digest(user, password, token(user))
        self.cameras[path] = Camera(clip, fps, user)
        self.server.get_mount_points().add_factory(path, self.cameras[path])

    def do_remove(self, path):
        self.cameras.pop(path).removed = True
        self.server.get_mount_points().remove_factory(path)
        self.do_drop(path)

    def do_freeze(self, path):
        self.change(path, lambda camera: setattr(camera, "frozen", True))

    def do_thaw(self, path):
        self.change(path, lambda camera: setattr(camera, "frozen", False))

    def do_garbage(self, path, units):
        self.change(path, lambda camera: setattr(camera, "garbage", int(units)))

    def do_clip(self, path, clip):
        self.change(path, lambda camera: camera.play(clip))

    def do_jump(self, path, seconds):
        self.change(path, lambda camera: camera.jump(float(seconds)))

    def do_clock(self, path, seconds_fast):
        self.cameras[path].set_clock(clock(float(seconds_fast)))

    def do_login(self, method):
        self.auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC if method == "basic" else GstRtsp.RTSPAuthMethod.DIGEST)

    def do_drop(self, path):
        for client in [client for client, playing in self.playing.items() if playing == path]:
            client.close()

    def do_count(self, path):
        return list(self.playing.values()).count(path)

    def do_stop(self):
        self.loop.quit()

    def change(self, path, action):
        camera = self.cameras[path]
        with camera.lock:
            action(camera)


if __name__ == "__main__":
    Gst.init(None)
    Server(*sys.argv[1:]).loop.run()
