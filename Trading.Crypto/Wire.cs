using System.Buffers.Binary;
using System.Text;

namespace Trading.Crypto;

/// <summary>
/// The canonical byte form of everything that is hashed or signed: big-endian integers, byte strings and UTF-8 texts
/// behind a four-byte length, lists behind a four-byte count. There is one spelling for each value, and
/// <see cref="WireReader"/> refuses whatever <see cref="WireWriter"/> would not print. Source: docs/spec/streams.md,
/// "Canonical bytes".
/// </summary>
public sealed class WireWriter
{
    private byte[] buffer = new byte[256];
    private int length;

    /// <summary>Appends one byte.</summary>
    public WireWriter U8(byte value)
    {
        Room(1)[0] = value;
        return this;
    }

    /// <summary>Appends 0 or 1.</summary>
    public WireWriter Bool(bool value) => U8(value ? (byte)1 : (byte)0);

    /// <summary>Appends two bytes, big-endian.</summary>
    public WireWriter U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Room(2), value);
        return this;
    }

    /// <summary>Appends four bytes, big-endian.</summary>
    public WireWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Room(4), value);
        return this;
    }

    /// <summary>Appends eight bytes, big-endian.</summary>
    public WireWriter U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(Room(8), value);
        return this;
    }

    /// <summary>Appends eight bytes, big-endian two's complement.</summary>
    public WireWriter I64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Room(8), value);
        return this;
    }

    /// <summary>Appends bytes of a length that the format fixes, with no prefix.</summary>
    public WireWriter Fixed(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        return this;
    }

    /// <summary>Appends bytes behind their length.</summary>
    public WireWriter Bytes(ReadOnlySpan<byte> value) => U32((uint)value.Length).Fixed(value);

    /// <summary>
    /// Appends a text as UTF-8 behind its length in bytes. Lone surrogates are refused: they have no UTF-8 form.
    /// </summary>
    public WireWriter Text(string value) => Bytes(WireReader.Utf8.GetBytes(value));

    /// <summary>Appends a count and then each item as <paramref name="write"/> prints it.</summary>
    public WireWriter List<T>(IReadOnlyCollection<T> items, Action<WireWriter, T> write)
    {
        U32((uint)items.Count);
        foreach (var item in items)
            write(this, item);
        return this;
    }

    /// <summary>Appends 0, or 1 and the value.</summary>
    public WireWriter Optional<T>(T? value, Action<WireWriter, T> write)
        where T : class
    {
        Bool(value is not null);
        if (value is not null)
            write(this, value);
        return this;
    }

    /// <summary>The bytes written so far.</summary>
    public byte[] ToArray() => buffer.AsSpan(0, length).ToArray();

    private Span<byte> Room(int count)
    {
        if (buffer.Length - length < count)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count));
        var room = buffer.AsSpan(length, count);
        length += count;
        return room;
    }
}

/// <summary>
/// Reads canonical bytes strictly; any departure throws <see cref="WireException"/> with the offset. Read a whole
/// value, then call <see cref="End"/>.
/// </summary>
public ref struct WireReader(ReadOnlySpan<byte> data)
{
    internal static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> data = data;
    private int offset;

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => data.Length - offset;

    /// <summary>Reads one byte.</summary>
    public byte U8() => Take(1)[0];

    /// <summary>Reads 0 or 1; anything else is refused.</summary>
    public bool Bool() =>
        U8() switch
        {
            0 => false,
            1 => true,
            _ => throw Wrong("a flag is 0 or 1"),
        };

    /// <summary>Reads two bytes, big-endian.</summary>
    public ushort U16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    /// <summary>Reads four bytes, big-endian.</summary>
    public uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>Reads eight bytes, big-endian.</summary>
    public ulong U64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    /// <summary>Reads eight bytes, big-endian two's complement.</summary>
    public long I64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    /// <summary>Reads bytes of a length that the format fixes.</summary>
    public byte[] Fixed(int count) => Take(count).ToArray();

    /// <summary>Reads bytes behind their length, at most <paramref name="most"/> of them.</summary>
    public byte[] Bytes(int most = int.MaxValue) => Take(Length(most)).ToArray();

    /// <summary>Reads a UTF-8 text behind its length, at most <paramref name="most"/> bytes of it.</summary>
    public string Text(int most = 1 << 20)
    {
        var bytes = Take(Length(most));
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("the text is not UTF-8");
        }
    }

    /// <summary>Reads one item of a list.</summary>
    public delegate T ReadItem<out T>(ref WireReader reader);

    /// <summary>Reads a count, at most <paramref name="most"/>, and that many items.</summary>
    public T[] List<T>(ReadItem<T> read, int most = 1 << 20)
    {
        var count = U32();
        // An item takes at least a byte, so a huge count is refused before anything is reserved for it.
        if (count > most || count > Remaining)
            throw Wrong($"a list of {count} items is too long");
        var items = new T[count];
        for (var i = 0; i < items.Length; i++)
            items[i] = read(ref this);
        return items;
    }

    /// <summary>Reads 0 as null, or 1 and the value.</summary>
    public T? Optional<T>(ReadItem<T> read)
        where T : class => Bool() ? read(ref this) : null;

    /// <summary>Demands that nothing follows.</summary>
    public readonly void End()
    {
        if (Remaining != 0)
            throw Wrong($"{Remaining} bytes follow the end");
    }

    /// <summary>The exception for a value that reads well but that the format forbids.</summary>
    public readonly WireException Wrong(string what) => new(what, offset);

    private int Length(int most)
    {
        var count = U32();
        return count <= most ? (int)count : throw Wrong($"{count} bytes where at most {most} may stand");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
            throw Wrong($"{count} bytes expected, {Remaining} left");
        offset += count;
        return data.Slice(offset - count, count);
    }
}

/// <summary>Bytes that are not canonical.</summary>
public sealed class WireException(string what, int offset) : Exception($"{what} (byte {offset})")
{
    /// <summary>Where reading stopped, in bytes from the start.</summary>
    public int Offset { get; } = offset;
}
