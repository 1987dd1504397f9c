namespace Glip.Inference;

/// <summary>A map with channels last.</summary>
/// <param name="cells">[height, width, channels].</param>
/// <param name="zeros">Stands for cells outside.</param>
internal readonly unsafe ref struct Map(float* cells, float* zeros, int height, int width, int channels)
{
    private readonly float* _cells = cells;
    private readonly float* _zeros = zeros;
    private readonly int _height = height;
    private readonly int _width = width;
    private readonly int _channels = channels;

    /// <summary>Whether a point is nearer than one cell to the map.</summary>
    public bool Touches(float y, float x) => y > -1 && x > -1 && y < _height && x < _width;

    public float* Cell(int row, int column) =>
        (uint)row < (uint)_height && (uint)column < (uint)_width ? _cells + ((((nint)row * _width) + column) * _channels) : _zeros;
}
