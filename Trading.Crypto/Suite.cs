namespace Trading.Crypto;

/// <summary>
/// A cipher suite of BidLock/1: everything that a second suite must bring, so that no caller ever names an algorithm.
/// Sizes below are those of every suite of version 1 (32-byte hashes and scalars, 65-byte points).
/// Source: docs/spec/lock.md, "Suites".
/// </summary>
public abstract class Suite
{
    /// <summary>Bytes of a hash, of an AEAD key, of a scalar and of a key commitment.</summary>
    public const int HashBytes = 32;

    /// <summary>Bytes of an AEAD key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes of an AEAD nonce.</summary>
    public const int NonceBytes = 12;

    /// <summary>Bytes of an AEAD tag.</summary>
    public const int TagBytes = 16;

    /// <summary>Bytes of an uncompressed point: 04 ‖ x ‖ y.</summary>
    public const int PointBytes = 65;

    /// <summary>Bytes of a P1363 signature: r ‖ s.</summary>
    public const int SignatureBytes = 64;

    private protected Suite() => Kem = new Dhkem(this);

    /// <summary>The suite's number as it stands in every header, for example 0x0001.</summary>
    public abstract ushort Id { get; }

    /// <summary>The suite's group of prime order.</summary>
    public abstract Group Group { get; }

    /// <summary>The suite's key encapsulation.</summary>
    public Dhkem Kem { get; }

    /// <summary>
    /// The KEM's and the KDF's numbers in RFC 9180's registries; a suite that is not registered brings its own.
    /// </summary>
    internal abstract ushort KemId { get; }

    internal abstract ushort KdfId { get; }

    /// <summary>
    /// The canonical ciphersuite_id of the ceremony and the prefix of its hash domains (COCKTAIL-DKG, "Ciphersuite
    /// Definitions").
    /// </summary>
    internal abstract string CeremonyId { get; }

    internal abstract string CeremonyPrefix { get; }

    /// <summary>The suite of RFC 9380 (section 8) that hashes bytes to points.</summary>
    internal abstract string HashToCurveId { get; }

    /// <summary>The ceremony's AEAD, whose nonce has 24 bytes and is derived, never drawn.</summary>
    internal abstract Aead CreateWideAead(ReadOnlySpan<byte> key);

    /// <summary>Hashes the data into <paramref name="destination"/> (32 bytes).</summary>
    public abstract void Hash(ReadOnlySpan<byte> data, Span<byte> destination);

    /// <summary>Starts a hash over data that arrives in pieces.</summary>
    public abstract RunningHash BeginHash();

    /// <summary>HMAC of the data under the key, 32 bytes.</summary>
    public abstract byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data);

    /// <summary>
    /// An HMAC (RFC 2104) under one key, kept for many messages: each <see cref="RunningHash.Finish(Span{byte})"/>
    /// gives one tag of 32 bytes.
    /// </summary>
    public abstract RunningHash BeginHmac(ReadOnlySpan<byte> key);

    /// <summary>HKDF-Extract (RFC 5869), 32 bytes.</summary>
    public abstract byte[] HkdfExtract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> inputKey);

    /// <summary>HKDF-Expand (RFC 5869), at most 255 × 32 bytes.</summary>
    public abstract byte[] HkdfExpand(ReadOnlySpan<byte> pseudoRandomKey, ReadOnlySpan<byte> info, int length);

    /// <summary>
    /// An AEAD cipher under one key of <see cref="KeyBytes"/>; another length is an <see cref="ArgumentException"/>:
    /// the platform would take a weaker cipher in silence.
    /// </summary>
    public abstract Aead CreateAead(ReadOnlySpan<byte> key);

    /// <summary>
    /// Checks a P1363 signature (64 bytes) over the message under an uncompressed point (65 bytes). False for any
    /// malformed input.
    /// </summary>
    public abstract bool VerifySignature(
        ReadOnlySpan<byte> publicPoint,
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> signature
    );

    internal abstract SigningKey GenerateSigningKey();

    // Null for anything but exactly one key of this suite.
    internal abstract SigningKey? ReadSigningKey(ReadOnlySpan<byte> pkcs8);

    // Everything of a SubjectPublicKeyInfo before the 65-byte point.
    internal abstract ReadOnlySpan<byte> SpkiPrefix { get; }

    /// <summary>Hashes the data, 32 bytes.</summary>
    public byte[] Hash(ReadOnlySpan<byte> data)
    {
        var hash = new byte[HashBytes];
        Hash(data, hash);
        return hash;
    }

    /// <summary>Suite 0x0001: P-256, SHA-256, AES-256-GCM.</summary>
    public static Suite P256 { get; } = new P256Suite();

    /// <summary>The suite of that number, or null: an unknown suite is refused, never guessed.</summary>
    public static Suite? Find(ushort id) => id == P256.Id ? P256 : null;
}

/// <summary>A hash over data that arrives in pieces; not thread-safe.</summary>
public abstract class RunningHash : IDisposable
{
    /// <summary>Adds data.</summary>
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The hash (32 bytes) of all data appended since the start or the last call; starts anew.</summary>
    public byte[] Finish()
    {
        var hash = new byte[Suite.HashBytes];
        Finish(hash);
        return hash;
    }

    /// <summary>The same into a destination of 32 bytes.</summary>
    public abstract void Finish(Span<byte> destination);

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>An AEAD cipher under one key; not thread-safe. Ciphertext is data ‖ 16-byte tag.</summary>
public abstract class Aead : IDisposable
{
    /// <summary>Bytes of a nonce.</summary>
    public abstract int NonceLength { get; }

    /// <summary>
    /// Encrypts into <paramref name="ciphertext"/>, which is 16 bytes longer than the plaintext. Another nonce or
    /// destination is an <see cref="ArgumentException"/>.
    /// </summary>
    public abstract void Seal(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        ReadOnlySpan<byte> associated
    );

    /// <summary>
    /// Decrypts into <paramref name="plaintext"/>; false, and nothing usable, when the tag is wrong, the ciphertext is
    /// shorter than a tag, or the nonce has another length. What comes from outside never throws; a destination that is
    /// not 16 bytes shorter than the ciphertext is the caller's own
    /// <see cref="ArgumentException"/>.
    /// </summary>
    public bool TryOpen(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> ciphertext,
        Span<byte> plaintext,
        ReadOnlySpan<byte> associated
    ) =>
        nonce.Length == NonceLength
        && ciphertext.Length >= Suite.TagBytes
        && Opens(nonce, ciphertext, plaintext, associated);

    // Whether the tag holds; lengths have been looked at.
    private protected abstract bool Opens(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> ciphertext,
        Span<byte> plaintext,
        ReadOnlySpan<byte> associated
    );

    private protected static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> key) =>
        key.Length == Suite.KeyBytes
            ? key
            : throw new ArgumentException($"A key has {Suite.KeyBytes} bytes, not {key.Length}.", nameof(key));

    /// <inheritdoc/>
    public abstract void Dispose();
}
