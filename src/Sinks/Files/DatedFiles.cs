using Glip.Core;

namespace Glip.Sinks;

/// <summary>Files of one format in a folder, one for each UTC day or more when it is a long one. Old ones are deleted, of all formats.</summary>
internal sealed class DatedFiles : ILineTarget
{
    private readonly string _folder;
    private readonly LineFormat _format;
    private readonly RotationOptions _rotation;
    private readonly LineFile.WriteBytes? _write;
    private LineFile? _file;
    private DatedName _name;

    /// <summary>Makes the folder, and cuts off a half line that a crash left in it.</summary>
    /// <param name="folder">Nobody else writes files of the format to it.</param>
    /// <param name="format">What is in the files.</param>
    /// <param name="rotation">Length and age of files.</param>
    /// <param name="now">Decides which files are old.</param>
    /// <param name="write">Null for the disk.</param>
    /// <exception cref="ConfigurationException">The folder cannot be written, or a file of ours holds something else.</exception>
    public DatedFiles(string folder, LineFormat format, RotationOptions rotation, DateTimeOffset now, LineFile.WriteBytes? write)
    {
        _folder = Path.GetDirectoryName(OutputFile.Prepare(Path.Combine(folder, "events"), "events"))!;
        _format = format;
        _rotation = rotation;
        _write = write;
        try
        {
            DeleteOld(now);
            MendNewest();
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            throw OutputFile.Refused(_folder, "events", e.Message, e);
        }
    }

    public void Write(ReadOnlySpan<byte> line, DateTimeOffset time)
    {
        try
        {
            FileFor(time, line.Length).Write(line, time);
        }
        catch
        {
            Dispose(); // opened anew with the next line: the disk may be another one then
            throw;
        }
    }

    public void Flush() => _file?.Flush();

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private LineFile FileFor(DateTimeOffset time, int bytes)
    {
        var day = DateOnly.FromDateTime(time.UtcDateTime);
        if (_file is null || _name.Day != day || !File.Exists(PathOf(_name)))
        {
            Directory.CreateDirectory(_folder);
            _file = Open(NewestOf(day), time);
        }

        return _file.Length > _format.Header.Length && _file.Length + bytes > _rotation.MostBytes ? _file = Open(_name.Next, time) : _file;
    }

    private LineFile Open(DatedName name, DateTimeOffset now)
    {
        Flush();
        Dispose();
        DeleteOld(now);
        _name = name;
        return LineFile.Open(PathOf(name), _format, _write);
    }

    private DatedName NewestOf(DateOnly day) => Ours().Where(name => name.Day == day).Append(new(day, 0, _format.Extension)).MaxBy(name => name.Number);

    private void MendNewest()
    {
        foreach (var newest in Ours().OrderByDescending(name => (name.Day, name.Number)).Take(1))
        {
            LineFile.Open(PathOf(newest), _format).Dispose();
        }
    }

    private void DeleteOld(DateTimeOffset now)
    {
        foreach (var name in Names().Where(name => now.UtcDateTime - name.Day.ToDateTime(TimeOnly.MinValue) - TimeSpan.FromDays(1) >= _rotation.Keep))
        {
            OutputFile.TryDelete(PathOf(name));
        }
    }

    private IEnumerable<DatedName> Ours() => Names().Where(name => name.Extension == _format.Extension);

    private IEnumerable<DatedName> Names() => Directory.EnumerateFiles(_folder).Select(path => DatedName.Parse(Path.GetFileName(path))).OfType<DatedName>();

    private string PathOf(DatedName name) => Path.Combine(_folder, name.ToString());
}
