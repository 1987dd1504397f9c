using System.Runtime.InteropServices;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// The thread of one connection: it alone touches the library, so nothing is locked and the library is gone when it ends.
/// </summary>
/// <remarks>
/// Differs from mosquitto_loop_start, which reconnects by itself, and from mosquitto_loop, which uses select and so fails for handles
/// above 1,023; a program with hundreds of cameras has those.
/// </remarks>
internal sealed class MqttWorker : IMosquittoEvents
{
    private const int MostUnanswered = 32;

    /// <summary>How often the keep-alive is looked at; the library counts in seconds.</summary>
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    private readonly MqttOptions _options;
    private readonly MqttFault _fault;
    private readonly MqttVersion _version;
    private readonly SocketWait _wait;
    private readonly MqttQueues _queues;
    private readonly Dictionary<int, MqttCommand> _unanswered = [];
    private readonly Queue<string> _said = new();
    private readonly TaskCompletionSource<BrokerLimits?> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<MqttEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile MqttPhase _phase;
    private volatile bool _isToLeave;
    private volatile bool _isToStop;
    private MqttEnd? _end;
    private int _connectError;
    private int _socketError;

    /// <param name="options">Where to connect to.</param>
    /// <param name="version">What to speak.</param>
    /// <param name="queues">What is to be sent, and what comes.</param>
    /// <param name="wait">Wakes the thread; stays the caller's.</param>
    public MqttWorker(MqttOptions options, MqttVersion version, MqttQueues queues, SocketWait wait) =>
        (_options, _version, _queues, _wait, _fault) = (options, version, queues, wait, new MqttFault(options));

    public MqttPhase Phase => _phase;

    /// <summary>What the broker asks for, once it has accepted the connection; null when the connection ended before.</summary>
    public Task<BrokerLimits?> Opened => _opened.Task;

    /// <summary>Completes when the thread is at its end and the library gone.</summary>
    public Task<MqttEnd> Ended => _ended.Task;

    /// <summary>Then the library wants to write all the time.</summary>
    private bool IsInHandshake => _options.Address.UsesTls && _phase == MqttPhase.Greeting;

    /// <param name="bindAddress">Address of this side; null for any.</param>
    public void Start(string? bindAddress) =>
        new Thread(() => Run(bindAddress)) { IsBackground = true, Name = $"mqtt {_options.ClientId}" }.Start();

    /// <summary>Sends DISCONNECT, then ends.</summary>
    public void Leave()
    {
        _isToLeave = true;
        _wait.Wake();
    }

    /// <summary>Ends at once.</summary>
    public void Stop()
    {
        _isToStop = true;
        _wait.Wake();
    }

    void IMosquittoEvents.Answered(int reason, BrokerLimits limits)
    {
        if (reason != 0)
        {
            _end ??= _fault.Refused(reason, limits.Words);
            return;
        }

        _phase = MqttPhase.Connected;
        _opened.TrySetResult(limits);
    }

    void IMosquittoEvents.Acknowledged(int id, int reason, string? words) => Answer(id, [reason], words);

    void IMosquittoEvents.Subscribed(int id, ReadOnlySpan<int> reasons) => Answer(id, reasons, null);

    void IMosquittoEvents.Received(MqttMessage message) => _queues.Receive(message);

    void IMosquittoEvents.Closed(int reason)
    {
        if (reason >= 0x80)
        {
            _end ??= _fault.Ended(reason);
        }
    }

    void IMosquittoEvents.Said(string line)
    {
        _said.Enqueue(line);
        if (_said.Count > 8)
        {
            _said.Dequeue();
        }
    }

    private void Run(string? bindAddress)
    {
        try
        {
            var end = Connect(bindAddress);
            Complete(new UnavailableException(end.Message));
            _ended.SetResult(end);
        }
        catch (Exception e) // our own mistake; who waits for the end gets it
        {
            Complete(e);
            _ended.SetException(e);
        }
    }

    private void Complete(Exception why)
    {
        _queues.Complete(_unanswered.Values, why);
        _opened.TrySetResult(null);
    }

    private MqttEnd Connect(string? bindAddress)
    {
        using var client = new Mosquitto(_options, _version, this);
        var result = client.Connect(bindAddress);
        _connectError = Marshal.GetLastPInvokeError();
        if (result is not (MosquittoError.Success or MosquittoError.ConnectPending))
        {
            return result == MosquittoError.Tls ? _fault.Untrusted(_said) : _fault.Unreachable(_connectError);
        }

        SocketWait.KeepFromPrograms(client.Socket);
        while (!_isToStop && _end is null && client.Socket >= 0)
        {
            SendWhatWaits(client);
            result = Step(client);
            if (result != MosquittoError.Success)
            {
                _end ??= EndOf(result);
            }
        }

        return _end ?? _fault.Left();
    }

    private void SendWhatWaits(Mosquitto client)
    {
        if (_isToLeave && _phase == MqttPhase.Connected)
        {
            _phase = MqttPhase.Leaving;
            client.Disconnect();
        }

        while (_phase == MqttPhase.Connected && _unanswered.Count < MostUnanswered && _queues.TryTake(out var command))
        {
            Send(client, command);
        }
    }

    private void Send(Mosquitto client, MqttCommand command)
    {
        try
        {
            switch (command.Send(client, out var id))
            {
                case MosquittoError.Success:
                    _unanswered.Add(id, command);
                    break;
                case MosquittoError.OversizePacket or MosquittoError.PayloadSize:
                    command.Answer([MqttReason.PacketTooLarge], null);
                    break;
                case MosquittoError.QosNotSupported:
                    command.Answer([MqttReason.QosNotSupported], null);
                    break;
                case var result:
                    throw new InvalidOperationException($"libmosquitto refuses what is to be sent ({result}).");
            }
        }
        catch (InvalidOperationException e)
        {
            command.Fail(e);
        }
    }

    private MosquittoError Step(Mosquitto client)
    {
        var toWrite = _phase == MqttPhase.Reaching || (!IsInHandshake && client.WantsToWrite);
        _wait.Wait(client.Socket, toRead: _phase != MqttPhase.Reaching, toWrite, s_tick);
        if (_wait.HasFailed || _phase == MqttPhase.Reaching)
        {
            _socketError = SocketWait.ErrorOf(client.Socket);
        }

        return _phase == MqttPhase.Reaching ? Reach(client) : Exchange(client);
    }

    private MosquittoError Reach(Mosquitto client)
    {
        var error = _socketError != 0 ? _socketError : _connectError; // TLS may have taken the error from the socket
        if (_wait.HasFailed && !MqttFault.IsAfterReaching(error))
        {
            _end = _fault.Unreachable(error);
        }
        else if (_wait.CanWrite || _wait.HasFailed)
        {
            _phase = MqttPhase.Greeting;
            return Exchange(client);
        }

        return MosquittoError.Success;
    }

    private MosquittoError Exchange(Mosquitto client)
    {
        var wasInHandshake = IsInHandshake;
        var result = _wait.CanRead || _wait.HasFailed || wasInHandshake ? NoteError(client.Read()) : MosquittoError.Success;
        if (result == MosquittoError.Success && client.Socket >= 0 && (wasInHandshake || client.WantsToWrite))
        {
            result = NoteError(client.Write());
        }

        if (result == MosquittoError.Success && client.Socket >= 0)
        {
            result = client.KeepAlive();
        }

        // In a handshake the library takes a broken connection for one that is not there yet.
        return result == MosquittoError.Success && wasInHandshake && IsInHandshake && _wait.HasFailed ? MosquittoError.Tls : result;
    }

    private MosquittoError NoteError(MosquittoError result)
    {
        _socketError = result == MosquittoError.Errno ? Marshal.GetLastPInvokeError() : _socketError;
        return result;
    }

    private MqttEnd EndOf(MosquittoError result)
    {
        var isTls = result == MosquittoError.Tls || (_phase == MqttPhase.Greeting && _said.Any(line => line.Contains("alert", StringComparison.Ordinal)));
        return isTls ? _fault.Untrusted(_said) : _fault.Broken(_phase, result, _socketError);
    }

    private void Answer(int id, ReadOnlySpan<int> reasons, string? words)
    {
        if (_unanswered.Remove(id, out var command))
        {
            command.Answer(reasons, words);
        }
    }
}
