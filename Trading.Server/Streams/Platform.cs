using Trading.Crypto;
using Trading.Opening;

namespace Trading.Server.Streams;

/// <summary>
/// The platform's own identity: the key that signs heads, each under its stream's name, and acknowledgements. The trust
/// file holds it.
/// </summary>
public sealed class Platform : IDisposable
{
    public Platform(SigningKey key, TrustFile trust)
    {
        Key = key;
        Trust = trust;
        Name =
            trust
                .Platforms.FirstOrDefault(platform => platform.SigningKey.AsSpan().SequenceEqual(key.PublicPoint))
                ?.Name
            ?? throw new InvalidDataException("The platform's key is not in the trust file");
    }

    public string Name { get; }

    public SigningKey Key { get; }

    public TrustFile Trust { get; }

    public Suite Suite => Key.Suite;

    public static Platform Load(string keyPath, string trustPath)
    {
        if (!SigningKey.TryFromPkcs8(Suite.P256, File.ReadAllBytes(keyPath), out var key))
            throw new InvalidDataException($"{keyPath} is no private key of the suite");
        return TrustFile.TryParse(File.ReadAllBytes(trustPath), out var trust, out var problem)
            ? new Platform(key, trust)
            : throw new InvalidDataException($"{trustPath}: {problem}");
    }

    /// <summary>
    /// The head of a stream as a note with the platform's signature. Origin and signer's name are the stream's.
    /// </summary>
    public string SignHead(string stream, long size, byte[] root) =>
        System.Text.Encoding.UTF8.GetString(
            Note.Sign(
                    new Checkpoint(stream, size, root).ToText(),
                    new NoteKey(Suite, stream, Key.PublicPoint, NoteKeyKind.Note),
                    Key
                )
                .ToBytes()
        );

    public void Dispose() => Key.Dispose();
}
