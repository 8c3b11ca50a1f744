using System.Security.Cryptography;
using System.Text;

namespace Trading.Crypto.Tests.Ceremonies;

public class XaesGcmTests
{
    [Theory]
    [InlineData(1, "", "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271")]
    [InlineData(3, "c2sp.org/XAES-256-GCM", "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d")]
    public void The_values_of_the_specification_are_reproduced(byte key, string associated, string expected)
    {
        using var cipher = new XaesGcm(Enumerable.Repeat(key, 32).ToArray());
        var ciphertext = new byte[28];
        cipher.Seal("ABCDEFGHIJKLMNOPQRSTUVWX"u8, "XAES-256-GCM"u8, ciphertext, Encoding.ASCII.GetBytes(associated));
        Assert.Equal(expected, Convert.ToHexStringLower(ciphertext));
        var plaintext = new byte[12];
        Assert.True(
            cipher.TryOpen("ABCDEFGHIJKLMNOPQRSTUVWX"u8, ciphertext, plaintext, Encoding.ASCII.GetBytes(associated))
        );
        Assert.Equal("XAES-256-GCM"u8, plaintext);
        ciphertext[^1] ^= 1;
        Assert.False(
            cipher.TryOpen("ABCDEFGHIJKLMNOPQRSTUVWX"u8, ciphertext, plaintext, Encoding.ASCII.GetBytes(associated))
        );
    }

    [Fact]
    public void Ten_thousand_random_cases_hash_to_the_specification_s_value()
    {
        // The stream is read as key, nonce, and two texts behind their one-byte lengths; the longest case takes 568
        // bytes.
        var stream = Shake128.HashData([], 10_000 * 568).AsSpan();
        using var hash = new Shake128();
        for (var i = 0; i < 10_000; i++)
        {
            using var cipher = new XaesGcm(stream[..32]);
            var nonce = stream[32..56];
            var plaintext = stream.Slice(57, stream[56]);
            stream = stream[(57 + plaintext.Length)..];
            var associated = stream.Slice(1, stream[0]);
            stream = stream[(1 + associated.Length)..];
            var ciphertext = new byte[plaintext.Length + Suite.TagBytes];
            cipher.Seal(nonce, plaintext, ciphertext, associated);
            hash.AppendData(ciphertext);
        }
        Assert.Equal(
            "e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939",
            Convert.ToHexStringLower(hash.GetHashAndReset(32))
        );
    }

    [Fact]
    public void A_nonce_of_another_length_is_an_error_of_the_caller()
    {
        using var cipher = new XaesGcm(new byte[32]);
        Assert.Throws<ArgumentException>(() => cipher.Seal(new byte[12], [], new byte[16], []));
    }
}
