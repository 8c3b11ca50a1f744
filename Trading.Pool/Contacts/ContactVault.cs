using System.Security.Cryptography;
using System.Text;

namespace Trading.Pool.Contacts;

/// <summary>What identifies a person or reaches it; nothing of it is printed.</summary>
public sealed record PersonContacts(string Id, string Phone)
{
    public override string ToString() => "contacts";
}

/// <summary>
/// Identity numbers and phones at rest. Sealed with AES-256-GCM: 12 random bytes of nonce ‖ ciphertext ‖ 16 bytes of
/// tag, the expert's number as additional data, so that a row's contacts fit no other row. Found again by HMAC-SHA-256
/// under a key of its own: without the key file nobody can try the 10⁹ identity numbers of a city against the store.
/// </summary>
public sealed class ContactVault : IDisposable
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    // 18 of the identity number, 11 of the phone: every record has one length and tells nothing by it.
    private const int IdBytes = 18;
    private const int PhoneBytes = 11;
    private const int PlainBytes = IdBytes + PhoneBytes;

    private readonly AesGcm seal;
    private readonly byte[] idKey;
    private readonly byte[] phoneKey;

    /// <summary>The vault of a secret of 32 random bytes.</summary>
    public ContactVault(byte[] secret)
    {
        seal = new AesGcm(KeyOf(secret, "seal"), TagBytes);
        idKey = KeyOf(secret, "id hash");
        phoneKey = KeyOf(secret, "phone hash");
    }

    public byte[] Seal(string number, PersonContacts contacts)
    {
        var plain = Encoding.ASCII.GetBytes(contacts.Id + contacts.Phone);
        if (plain.Length != PlainBytes)
            throw new ArgumentException("An identity number has 18 characters and a phone 11.", nameof(contacts));
        var sealedBytes = new byte[NonceBytes + PlainBytes + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        // Random nonces of one key stay apart far beyond any pool: 2³² records at 2⁻³².
        RandomNumberGenerator.Fill(nonce);
        seal.Encrypt(
            nonce,
            plain,
            sealedBytes.AsSpan(NonceBytes, PlainBytes),
            sealedBytes.AsSpan(NonceBytes + PlainBytes),
            Encoding.UTF8.GetBytes(number)
        );
        CryptographicOperations.ZeroMemory(plain);
        return sealedBytes;
    }

    /// <summary>Throws <see cref="CryptographicException"/> for bytes that were not sealed for this number.</summary>
    public PersonContacts Open(string number, byte[] sealedBytes)
    {
        var plain = new byte[PlainBytes];
        seal.Decrypt(
            sealedBytes.AsSpan(0, NonceBytes),
            sealedBytes.AsSpan(NonceBytes, PlainBytes),
            sealedBytes.AsSpan(NonceBytes + PlainBytes),
            plain,
            Encoding.UTF8.GetBytes(number)
        );
        var text = Encoding.ASCII.GetString(plain);
        CryptographicOperations.ZeroMemory(plain);
        return new PersonContacts(text[..IdBytes], text[IdBytes..]);
    }

    public byte[] HashOfId(string id) => HMACSHA256.HashData(idKey, Encoding.UTF8.GetBytes(id));

    public byte[] HashOfPhone(string phone) => HMACSHA256.HashData(phoneKey, Encoding.UTF8.GetBytes(phone));

    public void Dispose() => seal.Dispose();

    private static byte[] KeyOf(byte[] secret, string use) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            secret,
            HashBytes,
            info: Encoding.ASCII.GetBytes($"trading pool contacts 1 {use}")
        );
}
