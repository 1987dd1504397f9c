namespace Glip.Ingest;

/// <summary>What decodes and scales the pictures of a camera.</summary>
public enum DecodeDevice
{
    /// <summary>The first of the devices that works here.</summary>
    Auto,

    Cpu,

    /// <summary>Graphics cards of NVIDIA.</summary>
    Cuda,

    /// <summary>Graphics of Intel and AMD.</summary>
    Vaapi,

    /// <summary>Intel Quick Sync Video.</summary>
    Qsv,
}
