namespace Glip.Conversion.Reference;

/// <summary>What the head knows about a text.</summary>
/// <param name="Hidden">[tokens, width] output of the last layer; fusion starts from it.</param>
/// <param name="Embedded">[tokens, width] the same with zeros at padded tokens; what a model without fusion compares with the image.</param>
/// <param name="Mask">1 = real token, 0 = padding.</param>
internal sealed record TextFeatures(Matrix Hidden, Matrix Embedded, long[] Mask)
{
    /// <summary>Adds a tuned prompt: its row t to token t of both.</summary>
    /// <param name="prompt">[rows, width], at least as many rows as tokens.</param>
    /// <remarks>Source: microsoft/GLIP, modeling/rpn/vldyhead.py, VLDyHeadModule, tunable_linear.</remarks>
    public TextFeatures Add(Matrix prompt)
    {
        var rows = prompt.SliceRows(0, Hidden.Rows);
        return this with { Hidden = Hidden + rows, Embedded = Embedded + rows };
    }
}
