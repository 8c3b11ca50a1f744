using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Trading.Crypto;

namespace Trading.Media.Recording;

/// <summary>
/// The key of a room's recordings, 32 bytes. A writer derives a key of its own from it for each run: each time when it
/// begins or goes on after a crash it draws 32 random bytes, which stand in every second that it writes. Under a run's
/// key the nonce is 0 (4 bytes) ‖ second (4) ‖ part (4).
///
/// Why no nonce comes twice: in a run seconds only rise and parts only rise in a second, so no pair comes twice while
/// the process lives. What it had counted when it died is lost, and perhaps so is what it had written; but the next run
/// has another salt and so another key, and nothing that was lost has to be known. Two runs share a key only where two
/// salts of 256 bits are equal, which a machine's copy that was started twice with the same generator state alone can
/// bring about. A second that was begun by one run is never gone on with by the next.
///
/// GCM does not commit to its key, so the header does: <see cref="SealOf"/>. Source: docs/spec/recording.md, "Seal".
/// </summary>
public sealed class TapeKey
{
    private readonly byte[] key;

    /// <summary>A key of 32 bytes; another length is an <see cref="ArgumentException"/>.</summary>
    public TapeKey(Suite suite, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(suite);
        if (key.Length != Suite.KeyBytes)
            throw new ArgumentException($"A room's key has {Suite.KeyBytes} bytes, not {key.Length}.", nameof(key));
        (Suite, this.key) = (suite, key.ToArray());
    }

    /// <summary>The suite that derives and seals.</summary>
    public Suite Suite { get; }

    /// <summary>
    /// The key of a room from the one secret (32 random bytes) that an installation keeps, so that no key is stored.
    /// </summary>
    public static TapeKey OfRoom(Suite suite, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> room)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, Suite.KeyBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(room.Length, TapeHeader.RoomBytes);
        var derived = suite.HkdfExpand(
            suite.HkdfExtract(room, secret),
            Encoding.ASCII.GetBytes(Tags.RecordingKey),
            Suite.KeyBytes
        );
        return new TapeKey(suite, derived);
    }

    /// <summary>The 32 bytes, for whoever hands the key of one room to somebody who may see it.</summary>
    public byte[] ToBytes() => [.. key];

    /// <summary>The commitment to this key for the header of a track of the room, 32 bytes.</summary>
    public byte[] SealOf(ReadOnlySpan<byte> room) =>
        Suite.HkdfExpand(Suite.HkdfExtract(room, key), Encoding.ASCII.GetBytes(Tags.RecordingSeal), Suite.HashBytes);

    /// <summary>Whether the track was sealed under this key.</summary>
    public bool Opens(TapeHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return CryptographicOperations.FixedTimeEquals(SealOf(header.Room), header.Seal);
    }

    /// <summary>The cipher of one run of a track.</summary>
    internal Aead Run(ReadOnlySpan<byte> start, ReadOnlySpan<byte> salt)
    {
        var derived = Suite.HkdfExpand(
            Suite.HkdfExtract(salt, key),
            Tags.Join(Tags.RecordingRun, start.ToArray()),
            Suite.KeyBytes
        );
        var cipher = Suite.CreateAead(derived);
        CryptographicOperations.ZeroMemory(derived);
        return cipher;
    }

    internal static void Nonce(uint second, uint part, Span<byte> nonce)
    {
        nonce[..4].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[4..], second);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], part);
    }

    /// <summary>What a part says in the clear is authentic, too: second (4) ‖ part (4) ‖ until (2).</summary>
    internal static void Associated(uint second, uint part, ushort until, Span<byte> associated)
    {
        BinaryPrimitives.WriteUInt32BigEndian(associated, second);
        BinaryPrimitives.WriteUInt32BigEndian(associated[4..], part);
        BinaryPrimitives.WriteUInt16BigEndian(associated[8..], until);
    }
}
