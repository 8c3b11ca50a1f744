using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Trading.Gateway.Links;

namespace Trading.Gateway.Tests;

/// <summary>
/// tests/vectors/notice/page.json, which the page's own tests read: written from the cases below with
/// TRADING_WRITE_VECTORS=1; every run compares to the byte.
/// </summary>
public sealed class PageVectorTests
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void Pages_are_frozen()
    {
        var cases = new[]
        {
            CaseOf(
                "usual",
                new ShownNotice("评标区 3 号门", 1_772_413_200_000_000, 1_772_409_600_000_000, 42, "12345678")
            ),
            CaseOf("zeros", new ShownNotice("x", 0, 0, 0, "00000000")),
            CaseOf(
                "longest",
                new ShownNotice(string.Concat(Enumerable.Repeat("𠀀", 200)), long.MaxValue, -1, 9999, "99999999")
            ),
        };
        var text =
            JsonSerializer.Serialize(
                new { source = "docs/spec/notice.md, \"Page\"; bytes are hexadecimal", cases },
                Form
            ) + "\n";
        var path = Path.Combine(Root(), "tests", "vectors", "notice", "page.json");
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        Assert.Equal(File.ReadAllText(path), text);
    }

    [Fact]
    public void A_link_takes_the_gateways_key_the_opened_point_and_the_notice()
    {
        var draw = Draw.Of(40);
        Assert.True(Suite.P256.Group.TryDecodeScalar(Suite.P256.Hash("own"u8.ToArray()), out var own));
        var (one, other) = (draw.Shared(LockPurpose.Contact, 3), draw.Shared(LockPurpose.Contact, 4));
        string Of(Scalar key, Point point, byte[] notice) =>
            PageLink.ForNotice(key, point, notice).Under(PageVisitor.Site);
        var link = Of(own, one, [1]);
        Assert.Equal(link, Of(own, one, [1]));
        string[] others = [Of(Scalar.From(7), one, [1]), Of(own, other, [1]), Of(own, one, [2])];
        Assert.Equal(4, others.Append(link).Distinct().Count());
        Assert.Matches("^https://experts.example.org/n#[0-9a-f]{32}$", link);
        Assert.Throws<ArgumentException>(() => new PageLink(new byte[15]));
    }

    private static object CaseOf(string name, ShownNotice shown)
    {
        var secret = Suite.P256.Hash(Encoding.UTF8.GetBytes(name))[..PageLink.SecretBytes];
        var link = new PageLink(secret);
        var page = link.Seal(shown, new SeededEntropy(name));
        using var visitor = new PageVisitor(PageVisitor.Site, secret);
        Assert.Equal(shown.ToBytes(), visitor.Open(page));
        return new
        {
            name,
            hash = link.Under(PageVisitor.Site)[(PageVisitor.Site.ToString().Length + 1)..],
            id = Hex(link.Id),
            confirm = Hex(link.ConfirmKey),
            decline = Hex(link.DeclineKey),
            shown.Place,
            shown.RoomAt,
            shown.DrawAt,
            digits = Notices.NoticeText.NumberOf(shown.Position, shown.Code),
            page = Hex(page),
        };
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Trading.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("outside the repository");
        return folder.FullName;
    }
}
