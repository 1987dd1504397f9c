namespace Glip.Inference;

internal interface IVectorForm
{
    public const int Panel = 16;
    public const int Row = 272;
    public const int Positions = 12;
}
