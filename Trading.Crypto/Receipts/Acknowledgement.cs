using System.Diagnostics.CodeAnalysis;

namespace Trading.Crypto;

/// <summary>
/// The platform's instant, signed word that an entry arrived, before it stands in any tree. 122 bytes: suite 2 ·
/// arrival 8 (microseconds since 1970, UTC) · entry hash 32 · size 8 (bytes received) · tick 8 (leaf of the intake log
/// that will hold it) · signature 64 over tag and everything before.
/// Source: docs/spec/streams.md, "Acknowledgement".
/// </summary>
public sealed class Acknowledgement
{
    /// <summary>Bytes of an acknowledgement.</summary>
    public const int TotalBytes = 2 + 8 + Suite.HashBytes + 8 + 8 + Suite.SignatureBytes;

    private readonly byte[] bytes;

    private Acknowledgement(Suite suite, long atMicros, byte[] entryHash, long sizeBytes, long tick, byte[] bytes) =>
        (Suite, AtMicros, EntryHash, SizeBytes, Tick, this.bytes) = (
            suite,
            atMicros,
            entryHash,
            sizeBytes,
            tick,
            bytes
        );

    /// <summary>The suite of hash and signature.</summary>
    public Suite Suite { get; }

    /// <summary>Arrival in microseconds since 1970, UTC.</summary>
    public long AtMicros { get; }

    /// <summary>Hash of the entry, 32 bytes.</summary>
    public byte[] EntryHash { get; }

    /// <summary>Bytes received for the entry.</summary>
    public long SizeBytes { get; }

    /// <summary>Index of the tick, 0 or more.</summary>
    public long Tick { get; }

    /// <summary>
    /// Makes and signs an acknowledgement; a hash that is not 32 bytes or a negative number is an
    /// <see cref="ArgumentException"/>.
    /// </summary>
    public static Acknowledgement Sign(SigningKey platform, long atMicros, byte[] entryHash, long sizeBytes, long tick)
    {
        if (entryHash.Length != Suite.HashBytes || atMicros < 0 || sizeBytes < 0 || tick < 0)
            throw new ArgumentException($"No acknowledgement at {atMicros} of {sizeBytes} bytes in tick {tick}.");
        var body = new WireWriter()
            .U16(platform.Suite.Id)
            .I64(atMicros)
            .Fixed(entryHash)
            .I64(sizeBytes)
            .I64(tick)
            .ToArray();
        return new(
            platform.Suite,
            atMicros,
            entryHash,
            sizeBytes,
            tick,
            [.. body, .. platform.Sign(Tags.Acknowledgement, body)]
        );
    }

    /// <summary>Whether the platform of that public point (65 bytes) signed this.</summary>
    public bool IsSignedBy(ReadOnlySpan<byte> platformPoint) =>
        SigningKey.Verify(
            Suite,
            platformPoint,
            Tags.Acknowledgement,
            bytes[..^Suite.SignatureBytes],
            bytes.AsSpan(bytes.Length - Suite.SignatureBytes)
        );

    /// <summary>The bytes.</summary>
    public byte[] ToBytes() => (byte[])bytes.Clone();

    /// <summary>
    /// Reads the bytes; false for another length, an unknown suite or a negative number. The signature is not checked
    /// yet.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Acknowledgement? acknowledgement)
    {
        acknowledgement = null;
        if (bytes.Length != TotalBytes)
            return false;
        var reader = new WireReader(bytes);
        if (Suite.Find(reader.U16()) is not { } suite)
            return false;
        var (atMicros, entryHash, sizeBytes, tick) = (
            reader.I64(),
            reader.Fixed(Suite.HashBytes),
            reader.I64(),
            reader.I64()
        );
        if (atMicros < 0 || sizeBytes < 0 || tick < 0)
            return false;
        acknowledgement = new(suite, atMicros, entryHash, sizeBytes, tick, bytes.ToArray());
        return true;
    }
}
