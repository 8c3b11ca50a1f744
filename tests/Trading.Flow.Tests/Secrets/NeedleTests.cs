using System.Security.Cryptography;
using System.Text;

namespace Trading.Flow.Tests.Secrets;

/// <summary>
/// The search itself: it finds a secret in each of its spellings, on disk and in memory, and nothing where there is
/// nothing.
/// </summary>
public class NeedleTests
{
    [Theory]
    [InlineData("raw")]
    [InlineData("reversed")]
    [InlineData("words of 4")]
    [InlineData("words of 8")]
    [InlineData("hexadecimal")]
    [InlineData("HEXADECIMAL")]
    [InlineData("hexadecimal, UTF-16")]
    [InlineData("base64 from byte 0")]
    [InlineData("base64 from byte 1, UTF-16")]
    [InlineData("base64 from byte 2")]
    [InlineData("base64url from byte 1")]
    public void A_secret_is_found_in_each_spelling(string spelling)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var needle = Needle.Of("secret", secret).Single(n => n.Spelling == spelling);
        Assert.Contains($"secret ({spelling})", Found(secret, [1, 2, 3, .. needle.Bytes, 4, 5]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(31)]
    public void Base64_is_found_wherever_the_secret_stands_inside_a_longer_text(int before)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var text = Convert.ToBase64String([
            .. RandomNumberGenerator.GetBytes(before),
            .. secret,
            .. RandomNumberGenerator.GetBytes(7),
        ]);
        Assert.Contains(
            Found(secret, Encoding.UTF8.GetBytes(text)),
            found => found.Contains("base64 from", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("UTF-16")]
    [InlineData("UTF-16, big end first")]
    [InlineData("GB 18030")]
    [InlineData("JSON")]
    [InlineData("json, UTF-16")]
    [InlineData("in an address")]
    [InlineData("HTML")]
    [InlineData("hexadecimal")]
    [InlineData("base64 from byte 2")]
    public void A_name_is_found_in_each_charset_and_escape(string spelling)
    {
        var needles = Needle.OfText("name", "欧阳龘").ToList();
        var hay = needles.Single(n => n.Spelling == spelling).Bytes;
        Assert.Contains($"name ({spelling})", Found(needles, [1, 2, .. hay, 3]));
    }

    [Fact]
    public void Few_digits_count_as_a_word_alone()
    {
        var needles = Needle.OfText("code", "12345678", isShort: true).ToList();
        string[] words = ["12345678", "{\"code\":\"12345678\"}", "no 12345678, please"];
        foreach (var encoding in new[] { Encoding.ASCII, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            Assert.All(words, word => Assert.NotEmpty(Found(needles, encoding.GetBytes(word))));
            Assert.Empty(Found(needles, encoding.GetBytes("in 9123456789 and a12345678")));
        }
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is() =>
        Assert.Empty(Found(RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(1 << 20)));

    [Fact]
    public void Memory_and_files_of_this_machine_can_be_searched()
    {
        using var folder = new TemporaryFolder();
        var secret = RandomNumberGenerator.GetBytes(32);
        var search = new NeedleSearch(Needle.Of("secret", secret));
        Assert.Empty(Hiding.InFolder(folder.Path, search));
        // Across the border of two pieces of a long file.
        File.WriteAllBytes(
            Path.Combine(folder.Path, "long"),
            [.. new byte[(8 << 20) - 5], .. secret, .. new byte[100]]
        );
        Assert.Equal(["secret (raw)"], Hiding.InFolder(folder.Path, search));
        Assert.Contains("secret (raw)", Hiding.InMemory(Environment.ProcessId, search));
        GC.KeepAlive(secret);
    }

    private static SortedSet<string> Found(byte[] secret, byte[] hay) => Found(Needle.Of("secret", secret), hay);

    private static SortedSet<string> Found(IEnumerable<Needle> needles, byte[] hay)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        new NeedleSearch(needles).Search(hay, found);
        return found;
    }
}
