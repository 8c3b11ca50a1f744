using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Trading.Crypto;

namespace Trading.Server.Storage;

/// <summary>
/// A log in which the events of one kind of stream lie encrypted: whoever holds the log's file, and not the secret that
/// lies beside it, reads none of them. Everybody who asks this process reads what was appended; leaves and salts are
/// those of the clear bytes. Source: docs/decisions/0045-papers-lie-sealed-in-the-log.md.
/// </summary>
/// <param name="inner">Where everything is kept; owned.</param>
/// <param name="suite">The cipher.</param>
/// <param name="secret">32 bytes that this server alone knows; each stream's key derives from it.</param>
/// <param name="prefix">Streams whose names begin so are sealed.</param>
public sealed class SealedEventLog(IEventLog inner, Suite suite, byte[] secret, string prefix) : IEventLog
{
    // What was appended before there was a secret is JSON, and begins with a brace.
    private const byte Version = 1;
    private const int HeadBytes = 1 + NonceBytes;
    private const int NonceBytes = 12;

    /// <inheritdoc/>
    public ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<StreamAppend> appends) =>
        inner.AppendAsync(appends.Any(a => IsSealed(a.Stream)) ? [.. appends.Select(Seal)] : appends);

    /// <inheritdoc/>
    public ValueTask<long> HeadAsync(string stream) => inner.HeadAsync(stream);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredEvent>> ReadAsync(string stream, long from, int most) =>
        Open(await inner.ReadAsync(stream, from, most));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredEvent>> ReadTogetherAsync(
        IReadOnlyList<string> streams,
        long behind,
        int most
    ) => Open(await inner.ReadTogetherAsync(streams, behind, most));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<byte[]>> ReadLeavesAsync(string stream, long from, int most) =>
        inner.ReadLeavesAsync(stream, from, most);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> StreamsAsync(string prefix) => inner.StreamsAsync(prefix);

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<IReadOnlyDictionary<string, long>> grew) => inner.Subscribe(grew);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private bool IsSealed(string stream) => stream.StartsWith(prefix, StringComparison.Ordinal);

    private StreamAppend Seal(StreamAppend append) =>
        IsSealed(append.Stream)
            ? append with
            {
                Events =
                [
                    .. append.Events.Select(
                        (e, i) => e with { Bytes = Seal(append.Stream, append.Expected + i, e.Type, e.Bytes) }
                    ),
                ],
            }
            : append;

    private byte[] Seal(string stream, long height, string type, byte[] bytes)
    {
        using var cipher = CipherOf(stream);
        var box = new byte[HeadBytes + bytes.Length + Suite.TagBytes];
        box[0] = Version;
        var nonce = box.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        cipher.Seal(nonce, bytes, box.AsSpan(HeadBytes), PlaceOf(stream, height, type));
        return box;
    }

    private IReadOnlyList<StoredEvent> Open(IReadOnlyList<StoredEvent> events) =>
        events.Any(e => IsSealed(e.Stream)) ? [.. events.Select(e => IsSealed(e.Stream) ? Open(e) : e)] : events;

    private StoredEvent Open(StoredEvent stored)
    {
        var box = stored.Bytes.AsSpan();
        if (box.IsEmpty || box[0] != Version)
            return stored;
        using var cipher = CipherOf(stored.Stream);
        var bytes = new byte[Math.Max(0, box.Length - HeadBytes - Suite.TagBytes)];
        return
            box.Length >= HeadBytes + Suite.TagBytes
            && cipher.TryOpen(
                box.Slice(1, NonceBytes),
                box[HeadBytes..],
                bytes,
                PlaceOf(stored.Stream, stored.Height, stored.Type)
            )
            ? stored with
            {
                Bytes = bytes,
            }
            : throw new CorruptEventException(
                stored.Type,
                $"event {stored.Height} of {stored.Stream} does not open: the secret of papers is another one, or it "
                    + "is damaged"
            );
    }

    private Aead CipherOf(string stream) => suite.CreateAead(suite.Hmac(secret, Encoding.ASCII.GetBytes(stream)));

    // A box belongs where it lies.
    private static byte[] PlaceOf(string stream, long height, string type)
    {
        var place = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(place, height);
        return [.. place, .. Encoding.ASCII.GetBytes($"{stream} {type}")];
    }
}
