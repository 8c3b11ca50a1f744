using System.Text.Json;

namespace Trading.Crypto.Tests.Suites;

/// <summary>
/// The platform's primitives as the suite uses them, against every official case that lies in its range.
/// </summary>
public class SuiteConformanceTests
{
    private static readonly Suite P256 = Suite.P256;

    [Fact]
    public void Wycheproof_signatures_are_accepted_and_refused_as_demanded()
    {
        if (Vectors.Load("wycheproof/ecdsa_secp256r1_sha256_p1363_test.json") is not { } file)
            return;
        var seen = 0;
        foreach (var (group, test) in Vectors.Wycheproof(file))
        {
            var key = group.GetProperty("publicKey").Hex("uncompressed");
            Assert.True(
                test.Text("result") == "valid" == P256.VerifySignature(key, test.Hex("msg"), test.Hex("sig")),
                $"case {test.Number("tcId")}"
            );
            seen++;
        }
        Assert.Equal(file.Number("numberOfTests"), seen);
    }

    [Fact]
    public void A_signature_under_a_point_that_is_none_is_refused()
    {
        if (Vectors.Load("wycheproof/ecdsa_secp256r1_sha256_p1363_test.json") is not { } file)
            return;
        var (group, test) = Vectors.Wycheproof(file).First(pair => pair.Test.Text("result") == "valid");
        var key = group.GetProperty("publicKey").Hex("uncompressed");
        Assert.True(P256.VerifySignature(key, test.Hex("msg"), test.Hex("sig")));
        foreach (
            var bad in new byte[][]
            {
                [],
                [0],
                new byte[65],
                key[..64],
                [.. key, 0],
                [6, .. key.AsSpan(1)],
                [.. key.AsSpan(0, 64), (byte)(key[64] ^ 1)],
            }
        )
            Assert.False(P256.VerifySignature(bad, test.Hex("msg"), test.Hex("sig")));
    }

    [Fact]
    public void Wycheproof_key_derivations_are_reproduced()
    {
        if (Vectors.Load("wycheproof/hkdf_sha256_test.json") is not { } file)
            return;
        var seen = 0;
        foreach (var (_, test) in Vectors.Wycheproof(file))
        {
            var key = P256.HkdfExtract(test.Hex("salt"), test.Hex("ikm"));
            if (test.Text("result") == "valid")
                Assert.Equal(test.Text("okm"), Hex(P256.HkdfExpand(key, test.Hex("info"), test.Number("size"))));
            else
                Assert.ThrowsAny<ArgumentException>(() => P256.HkdfExpand(key, test.Hex("info"), test.Number("size")));
            seen++;
        }
        Assert.Equal(file.Number("numberOfTests"), seen);
    }

    [Fact]
    public void The_key_derivations_of_RFC_5869_are_reproduced()
    {
        if (Vectors.Load("rfc5869_sha256.json") is not { } file)
            return;
        // The file lists the results; the inputs are the RFC's.
        var inputs = new (string Case, byte[] Key, byte[] Salt, byte[] Info)[]
        {
            ("A.1", [.. Enumerable.Repeat((byte)0x0B, 22)], Range(0, 13), Range(0xF0, 10)),
            ("A.2", Range(0, 80), Range(0x60, 80), Range(0xB0, 80)),
            ("A.3", [.. Enumerable.Repeat((byte)0x0B, 22)], [], []),
        };
        Assert.Equal(inputs.Select(input => input.Case), file.EnumerateArray().Select(item => item.Text("case")));
        foreach (var (item, input) in file.EnumerateArray().Zip(inputs))
        {
            var key = P256.HkdfExtract(input.Salt, input.Key);
            Assert.Equal(item.Text("prk"), Hex(key));
            Assert.Equal(item.Text("okm"), Hex(P256.HkdfExpand(key, input.Info, item.Text("okm").Length / 2)));
        }
    }

    [Fact]
    public void Wycheproof_ciphers_of_our_sizes_open_and_refuse_as_demanded()
    {
        if (Vectors.Load("wycheproof/aes_gcm_test.json") is not { } file)
            return;
        var (valid, invalid) = (0, 0);
        foreach (var (group, test) in Vectors.Wycheproof(file))
        {
            if ((group.Number("keySize"), group.Number("ivSize"), group.Number("tagSize")) != (256, 96, 128))
                continue;
            if (Opens(test))
                valid++;
            else
                invalid++;
        }
        Assert.True(valid > 30 && invalid > 20, $"{valid} valid, {invalid} invalid");
    }

    private static bool Opens(JsonElement test)
    {
        var (nonce, associated, message) = (test.Hex("iv"), test.Hex("aad"), test.Hex("msg"));
        byte[] sealedBytes = [.. test.Hex("ct"), .. test.Hex("tag")];
        using var cipher = P256.CreateAead(test.Hex("key"));
        var opened = new byte[message.Length];
        var valid = test.Text("result") == "valid";
        Assert.Equal(valid, cipher.TryOpen(nonce, sealedBytes, opened, associated));
        if (!valid)
            return false;
        Assert.Equal(message, opened);
        var again = new byte[sealedBytes.Length];
        cipher.Seal(nonce, message, again, associated);
        Assert.Equal(sealedBytes, again);
        return true;
    }

    private static byte[] Range(int first, int count) => [.. Enumerable.Range(first, count).Select(i => (byte)i)];

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
