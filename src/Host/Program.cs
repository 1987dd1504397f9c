using System.Runtime.InteropServices;
using System.Text;
using Glip.Host;

// Reading from ffmpeg and running a model hold a thread each; too few of them would make the stages wait for one another.
ThreadPool.SetMinThreads(Environment.ProcessorCount + 30, Environment.ProcessorCount + 30);
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

using var stop = new StopSignal();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLine.RunAsync(args, stop).ConfigureAwait(false);

void Stop(PosixSignalContext context)
{
    if (stop.IsRequested)
    {
        return; // the second time the program ends at once
    }

    context.Cancel = true;
    stop.Request();
}
