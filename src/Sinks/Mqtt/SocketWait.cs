using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Glip.Sinks;

/// <summary>Waits for a socket that other code owns, and can be woken by other threads: poll and an event, with handles of any number.</summary>
internal sealed unsafe partial class SocketWait : IDisposable
{
    private const short PollIn = 0x01;
    private const short PollOut = 0x04;
    private const short PollFailed = 0x08 | 0x10 | 0x20; // POLLERR, POLLHUP, POLLNVAL
    private const int EventCloseOnExec = 0x80000; // EFD_CLOEXEC
    private const int EventNonBlocking = 0x800; // EFD_NONBLOCK
    private const int SetDescriptorFlags = 2; // F_SETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int SocketError = 4; // SO_ERROR

    private readonly SafeFileHandle _event = eventfd(0, EventCloseOnExec | EventNonBlocking);

    /// <summary>Whether the socket can be read, be written, or has failed, as of the last wait.</summary>
    public bool CanRead { get; private set; }

    public bool CanWrite { get; private set; }

    public bool HasFailed { get; private set; }

    /// <summary>Waits until the socket is ready, somebody wakes it, or the time is over.</summary>
    public void Wait(int socket, bool toRead, bool toWrite, TimeSpan longest)
    {
        var wanted = (toRead ? PollIn : 0) | (toWrite ? PollOut : 0);
        var polls = stackalloc Poll[] { new() { Handle = socket, Wanted = (short)wanted }, new() { Handle = (int)_event.DangerousGetHandle(), Wanted = PollIn } };
        var isReady = poll(polls, 2, (int)longest.TotalMilliseconds) > 0; // less than 0 when a signal came
        var found = isReady ? polls[0].Found : (short)0;
        (CanRead, CanWrite, HasFailed) = ((found & PollIn) != 0, (found & PollOut) != 0, (found & PollFailed) != 0);
        ulong woken;
        _ = read(_event, &woken, sizeof(ulong)); // non-blocking; takes the event back
    }

    /// <summary>Ends the present wait, or the next one.</summary>
    public void Wake()
    {
        try
        {
            ulong one = 1;
            _ = write(_event, &one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }

    /// <summary>The error number of a socket, which it forgets thereby; 0 for none.</summary>
    public static int ErrorOf(int socket)
    {
        var error = 0;
        var size = sizeof(int);
        _ = getsockopt(socket, SocketLevel, SocketError, &error, &size);
        return error;
    }

    /// <summary>Programs that are started later do not inherit the socket; they would keep the connection open.</summary>
    public static void KeepFromPrograms(int socket) => _ = fcntl(socket, SetDescriptorFlags, CloseOnExec);

    public void Dispose() => _event.Dispose();

    [LibraryImport("libc")]
    private static partial SafeFileHandle eventfd(uint value, int flags);

    [LibraryImport("libc")]
    private static partial int poll(Poll* polls, nuint count, int milliseconds);

    [LibraryImport("libc")]
    private static partial nint read(SafeFileHandle handle, void* buffer, nuint count);

    [LibraryImport("libc")]
    private static partial nint write(SafeFileHandle handle, void* buffer, nuint count);

    [LibraryImport("libc")]
    private static partial int fcntl(int handle, int command, int flags);

    [LibraryImport("libc")]
    private static partial int getsockopt(int socket, int level, int option, void* value, int* size);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Poll
    {
        public int Handle;
        public short Wanted;
        public short Found;
    }
}
