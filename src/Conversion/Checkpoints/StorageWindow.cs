namespace Glip.Conversion;

/// <summary>The part of a storage that was read last, as float32.</summary>
internal sealed class StorageWindow(CheckpointFile file, StoredBytes stored, StoredType type)
{
    private const int WindowNumbers = 1 << 17;

    private readonly int _size = type.Size();
    private byte[] _bytes = [];
    private float[] _values = [];
    private long _start;
    private int _count;

    /// <summary>A number of the storage.</summary>
    public float this[long number]
    {
        get
        {
            if (number < _start || number >= _start + _count)
            {
                MoveTo(number);
            }

            return _values[number - _start];
        }
    }

    private void MoveTo(long number)
    {
        var total = stored.Length / _size;
        if (_values.Length == 0)
        {
            _values = new float[(int)Math.Min(WindowNumbers, total)];
            _bytes = new byte[_values.Length * _size];
        }

        _start = number;
        _count = (int)Math.Min(_values.Length, total - number);
        var bytes = _bytes.AsSpan(0, _count * _size);
        file.Read(stored.Position + (number * _size), bytes);
        type.Convert(bytes, _values.AsSpan(0, _count));
    }
}
