namespace Glip.Sinks;

/// <summary>What functions of libmosquitto return (mosq_err_t), as far as it makes a difference here.</summary>
internal enum MosquittoError
{
    ConnectPending = -1,
    Success = 0,
    OutOfMemory = 1,
    NoConnection = 4,
    ConnectionLost = 7,
    Tls = 8,
    PayloadSize = 9,
    Errno = 14,
    Name = 15,
    KeepAlive = 19,
    QosNotSupported = 24,
    OversizePacket = 25,
}
