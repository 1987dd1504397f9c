namespace Glip.Inference;

/// <summary>The virtual time of start-time fair queueing: the turn of the stream that was served last.</summary>
/// <remarks>Source: Goyal, Vin, Cheng: Start-Time Fair Queueing (1997). A stream that had nothing to do resumes here, without credit.</remarks>
internal sealed class FairTime
{
    public double Now { get; private set; }

    public void Serve(double turn) => Now = Math.Max(Now, turn);
}
