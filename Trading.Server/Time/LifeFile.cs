using System.Buffers.Binary;
using System.Security.Cryptography;
using Trading.Opening;

namespace Trading.Server.Time;

/// <summary>
/// Signs of life on the disk, in one write of one small buffer: a process that is killed leaves the last ones whole.
/// They are not forced to the disk; a machine that loses its power may lose the newest seconds, or all of them, and
/// then the next process was away for longer, or knows nothing. Form: alive at 8 ‖ count 1 ‖ (from 8 ‖ until 8 ‖
/// restarted 1) each ‖ SHA-256 of that before, in a file of <see cref="Bytes"/> bytes.
/// </summary>
public sealed class LifeFile : IDisposable
{
    private const int HeadBytes = 9;
    private const int EachBytes = 17;
    private const int Bytes = HeadBytes + EachBytes * Heartbeat.Most + SHA256.HashSizeInBytes;
    private readonly FileStream stream;
    private static readonly FileStreamOptions Options = new()
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.Read,
        BufferSize = 0,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };
    private readonly Lock gate = new();

    public LifeFile(string path)
    {
        stream = new FileStream(path, Options);
        Before = Read();
    }

    /// <summary>What the process before this one left; null where nothing readable is there.</summary>
    public LifeSigns? Before { get; }

    /// <summary>
    /// Leaves signs of life. A disk that takes none is told by others; here it only means that the next process knows
    /// less.
    /// </summary>
    public void Write(LifeSigns signs)
    {
        ArgumentNullException.ThrowIfNull(signs);
        var bytes = Encode(signs);
        lock (gate)
        {
            if (stream.SafeFileHandle.IsClosed)
                return;
            try
            {
                RandomAccess.Write(stream.SafeFileHandle, bytes, 0);
            }
            catch (IOException) { }
        }
    }

    public void Dispose()
    {
        lock (gate)
            stream.Dispose();
    }

    private LifeSigns? Read()
    {
        var bytes = new byte[Bytes];
        if (RandomAccess.Read(stream.SafeFileHandle, bytes, 0) != Bytes || bytes[8] > Heartbeat.Most)
            return null;
        var end = HeadBytes + bytes[8] * EachBytes;
        var checksum = bytes.AsSpan(end, SHA256.HashSizeInBytes);
        if (!SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(checksum))
            return null;
        var all = Enumerable.Range(0, bytes[8]).Select(i => ReadOne(bytes.AsSpan(HeadBytes + i * EachBytes)));
        return new LifeSigns(BinaryPrimitives.ReadInt64BigEndian(bytes), [.. all]);
    }

    private static Standstill ReadOne(ReadOnlySpan<byte> bytes) =>
        new(
            BinaryPrimitives.ReadInt64BigEndian(bytes),
            BinaryPrimitives.ReadInt64BigEndian(bytes[8..]),
            bytes[16] == 1
        );

    private static byte[] Encode(LifeSigns signs)
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, signs.AliveAt);
        bytes[8] = (byte)signs.Standstills.Count;
        var end = HeadBytes;
        foreach (var told in signs.Standstills)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(end), told.From);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(end + 8), told.Until);
            bytes[end + 16] = (byte)(told.Restarted ? 1 : 0);
            end += EachBytes;
        }
        SHA256.HashData(bytes.AsSpan(0, end), bytes.AsSpan(end));
        return bytes;
    }
}
