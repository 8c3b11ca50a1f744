using System.Text;
using Trading.Crypto;

namespace Trading.Evaluation.Requests;

/// <summary>
/// A person in a public request: a hash of the identity number under a salt of 32 bytes that buyer and custodian alone
/// have. Without it such numbers are found by trying. Source: docs/spec/draw.md, "Request".
/// </summary>
public static class PersonHash
{
    /// <summary>Bytes of the salt.</summary>
    public const int SaltBytes = 32;

    /// <summary>The hash of an identity number, 32 bytes.</summary>
    public static byte[] Of(Suite suite, byte[] salt, string id) =>
        Tags.Hash(suite, Tags.DrawPerson, salt, Encoding.ASCII.GetBytes(id));

    /// <summary>What the request says of its salt, 32 bytes.</summary>
    public static byte[] OfSalt(Suite suite, byte[] salt) => Tags.Hash(suite, Tags.DrawSalt, salt);
}
