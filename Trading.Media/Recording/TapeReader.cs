using System.Buffers.Binary;
using Trading.Crypto;

namespace Trading.Media.Recording;

/// <summary>One record of a track.</summary>
/// <param name="Kind">Packet, or clock of a sender report.</param>
/// <param name="Millis">Milliseconds since the track's start.</param>
/// <param name="Bytes">The packet, or 16 bytes of a clock.</param>
public readonly record struct TapeRecord(TapeRecordKind Kind, uint Millis, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>NTP time of a sender report: seconds since 1900 in the upper 32 bits, fraction in the lower.</summary>
    public ulong Ntp => BinaryPrimitives.ReadUInt64BigEndian(Bytes.Span);

    /// <summary>RTP time of the same moment.</summary>
    public uint Rtp => BinaryPrimitives.ReadUInt32BigEndian(Bytes.Span[8..]);

    /// <summary>SSRC of a sender report.</summary>
    public uint Ssrc => BinaryPrimitives.ReadUInt32BigEndian(Bytes.Span[12..]);
}

/// <summary>
/// Opens the parts of a scanned track with the room's key. Not thread-safe. Source: docs/spec/recording.md, "Seal".
/// </summary>
public sealed class TapeReader : IDisposable
{
    private readonly Stream file;
    private readonly TapeKey key;
    private readonly byte[] start;
    private byte[] salt = [];
    private Aead? cipher;

    /// <summary>
    /// A reader over the stream that <paramref name="scan"/> was made of. A key that the header does not commit to is
    /// an <see cref="ArgumentException"/>.
    /// </summary>
    public TapeReader(TapeScan scan, TapeKey key, Stream file)
    {
        ArgumentNullException.ThrowIfNull(scan);
        ArgumentNullException.ThrowIfNull(key);
        if (scan.Header is not { } header || !key.Opens(header))
            throw new ArgumentException("The track is sealed under another key.", nameof(key));
        (Scan, this.key, this.file, start) = (scan, key, file, header.Start());
    }

    /// <summary>What is read.</summary>
    public TapeScan Scan { get; }

    /// <summary>
    /// The records of one part, in order; null where the part does not open, or holds what no writer seals.
    /// </summary>
    public IReadOnlyList<TapeRecord>? Open(TapeSecond second, TapePart part)
    {
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(part);
        var ciphertext = new byte[part.Length];
        file.Position = part.Offset;
        if (file.ReadAtLeast(ciphertext, ciphertext.Length, throwOnEndOfStream: false) != ciphertext.Length)
            return null;
        var plain = new byte[part.Length - Suite.TagBytes];
        Span<byte> nonce = stackalloc byte[Suite.NonceBytes];
        Span<byte> associated = stackalloc byte[10];
        TapeKey.Nonce(second.Number, part.Number, nonce);
        TapeKey.Associated(second.Number, part.Number, part.Until, associated);
        return CipherOf(second.Salt).TryOpen(nonce, ciphertext, plain, associated)
            ? Parse(plain, second.Origin, second.Origin + part.Until)
            : null;
    }

    /// <summary>
    /// All records of the seconds that stand in the file, in order. A part that does not open is left out and told to
    /// <paramref name="unreadable"/>.
    /// </summary>
    public IEnumerable<TapeRecord> Records(Action<TapeSecond>? unreadable = null)
    {
        foreach (var second in Scan.Seconds)
        foreach (var part in second.Parts)
        {
            if (Open(second, part) is not { } records)
            {
                unreadable?.Invoke(second);
                continue;
            }
            foreach (var record in records)
                yield return record;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => cipher?.Dispose();

    private Aead CipherOf(byte[] wanted)
    {
        if (cipher is not null && salt.AsSpan().SequenceEqual(wanted))
            return cipher;
        cipher?.Dispose();
        salt = wanted;
        return cipher = key.Run(start, salt);
    }

    private static List<TapeRecord>? Parse(ReadOnlyMemory<byte> plain, uint from, uint until)
    {
        var records = new List<TapeRecord>();
        while (!plain.IsEmpty)
        {
            if (plain.Length < TapeFormat.RecordHeadBytes)
                return null;
            var head = plain.Span;
            var kind = (TapeRecordKind)head[0];
            var millis = BinaryPrimitives.ReadUInt32BigEndian(head[1..]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(head[5..]);
            plain = plain[TapeFormat.RecordHeadBytes..];
            if (length > plain.Length || !IsLength(kind, length) || millis < from || millis > until)
                return null;
            records.Add(new(kind, millis, plain[..length]));
            plain = plain[length..];
            from = millis;
        }
        return records;
    }

    private static bool IsLength(TapeRecordKind kind, int length) =>
        kind switch
        {
            TapeRecordKind.Packet => length is >= 12 and <= TapeFormat.MostPacketBytes,
            TapeRecordKind.Report => length == TapeFormat.ReportBytes,
            _ => false,
        };
}
