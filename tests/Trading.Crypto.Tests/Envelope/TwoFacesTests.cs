using System.Buffers.Binary;
using System.Security.Cryptography;
using Trading.Crypto.Tests.Frozen;
using static Trading.Crypto.Tests.Envelope.Sample;

namespace Trading.Crypto.Tests.Envelope;

/// <summary>
/// AES-GCM does not commit to its key: whoever chooses two keys can make one ciphertext with one tag that opens under
/// both, to two plaintexts, by solving a linear equation for one block. The same signed file could then be opened to
/// two prices. The commitments must stop it.
/// </summary>
public sealed class TwoFacesTests
{
    private const int Size = 4096;

    private sealed record Face(byte[] Opening, string Result);

    private sealed record Vectors(string Format, byte[] Header, byte[] Ciphertext, byte[][] SectionKeys, Face[] Faces);

    [Fact]
    public void A_file_with_two_faces_opens_to_one_of_them_only()
    {
        var vectors = FrozenVectors.Load("envelope/two-faces.json", Generate());

        // The attack itself works: bare AES-GCM accepts both keys and gives two plaintexts.
        Assert.NotEqual(
            Bare(vectors.SectionKeys[0], vectors.Ciphertext),
            Bare(vectors.SectionKeys[1], vectors.Ciphertext)
        );

        Assert.True(SignedHeader.TryParse(vectors.Header, out var signed, out _));
        Assert.Equal(
            ["PaddingInvalid", "CommitmentMismatch", "CommitmentMismatch"],
            vectors.Faces.Select(face => face.Result)
        );
        foreach (var face in vectors.Faces)
            Assert.Equal(
                face.Result,
                $"{EnvelopeOpener.OpenRecord(signed.Header, SectionOpening.Parse(face.Opening), vectors.Ciphertext, out _)}"
            );
    }

    // The sealer commits to the first face; later it shows the second key with the true commitments, and with its own
    // one.
    private static Vectors Generate()
    {
        var original = Seal().Signed.Header;
        var honest = Open(original).Opening(0);
        byte[] one = honest.SectionKey,
            two = P256.Hash("the other face"u8);
        var ciphertext = TwoFaces(SectionKeys.Payload(P256, one), SectionKeys.Payload(P256, two));
        var header = original with
        {
            Sections = [original.Sections[0] with { Root = TreeHash.Leaf(P256, ciphertext) }],
        };
        SectionOpening[] openings =
        [
            honest,
            new(0, two, honest.Commitments),
            new(0, two, [SectionKeys.Payload(P256, two).Commitment]),
        ];
        return new Vectors(
            "BidLock/1 two faces: one ciphertext that AES-GCM opens under both section keys",
            SignedHeader.Sign(header, Key).Bytes,
            ciphertext,
            [one, two],
            [
                .. openings.Select(opening => new Face(
                    opening.ToBytes(),
                    $"{EnvelopeOpener.OpenRecord(header, opening, ciphertext, out _)}"
                )),
            ]
        );
    }

    private static byte[] Bare(byte[] sectionKey, byte[] ciphertext)
    {
        var key = SectionKeys.Payload(P256, sectionKey);
        using var gcm = new AesGcm(key.Key, 16);
        var plaintext = new byte[Size];
        gcm.Decrypt(key.BaseNonce, ciphertext.AsSpan(0, Size), ciphertext.AsSpan(Size), plaintext);
        return plaintext;
    }

    // tag = E(J0) ⊕ Σ Cᵢ·H^(m+1−i) ⊕ L·H. With every block but the last zero, both tags are equal when C·(H₁² ⊕ H₂²) =
    // E₁ ⊕ E₂ ⊕ L·(H₁ ⊕ H₂).
    private static byte[] TwoFaces(PayloadKey one, PayloadKey two)
    {
        var (h1, e1) = Parameters(one);
        var (h2, e2) = Parameters(two);
        var lengths = (UInt128)(Size * 8);
        var right = e1 ^ e2 ^ Multiply(lengths, h1 ^ h2);
        var block = Multiply(right, Invert(Multiply(h1, h1) ^ Multiply(h2, h2)));
        var tag = e1 ^ Multiply(Multiply(block, h1) ^ lengths, h1);
        var ciphertext = new byte[Size + 16];
        BinaryPrimitives.WriteUInt128BigEndian(ciphertext.AsSpan(Size - 16), block);
        BinaryPrimitives.WriteUInt128BigEndian(ciphertext.AsSpan(Size), tag);
        return ciphertext;
    }

    private static (UInt128 H, UInt128 First) Parameters(PayloadKey key)
    {
        using var aes = Aes.Create();
        aes.Key = key.Key;
        return (
            BinaryPrimitives.ReadUInt128BigEndian(aes.EncryptEcb(new byte[16], PaddingMode.None)),
            BinaryPrimitives.ReadUInt128BigEndian(aes.EncryptEcb([.. key.BaseNonce, 0, 0, 0, 1], PaddingMode.None))
        );
    }

    // GF(2^128) of GHASH: the most significant bit is the coefficient of x^0.
    private static UInt128 Multiply(UInt128 a, UInt128 b)
    {
        var product = UInt128.Zero;
        for (var bit = 127; bit >= 0; bit--)
        {
            if ((a >> bit & 1) != 0)
                product ^= b;
            b = (b & 1) != 0 ? (b >> 1) ^ ((UInt128)0xe1 << 120) : b >> 1;
        }
        return product;
    }

    // a^(2^128 − 2)
    private static UInt128 Invert(UInt128 a)
    {
        var inverse = (UInt128)1 << 127;
        for (var i = 0; i < 127; i++)
        {
            a = Multiply(a, a);
            inverse = Multiply(inverse, a);
        }
        return inverse;
    }
}
