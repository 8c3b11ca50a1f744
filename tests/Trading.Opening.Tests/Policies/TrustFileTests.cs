using System.Text.Json;

namespace Trading.Opening.Tests;

public class TrustFileTests
{
    private static readonly TrustFile File = new(
        [new TrustedPlatform("centre", TestLock.Platform.PublicPoint)],
        TestLock.Trustees.Select(t => new TrustedTrustee(t.Name, t.SigningKey, t.StaticKey)),
        [new TrustedAuthority("demo-ca", World.One.Authorities[0])]
    );

    [Fact]
    public void A_file_comes_back_from_its_text()
    {
        var read = TrustFile.Parse(File.ToText());
        Assert.Equal(File.ToText(), read.ToText());
        Assert.Equal(World.One.Authorities[0], read.AuthorityCertificates[0]);
        Assert.True(read.Covers(World.AnyPolicy));
    }

    [Fact]
    public void Lines_are_sorted_and_each_is_ended()
    {
        var lines = File.ToText().Split('\n');
        Assert.Equal(["ca", "platform", "trustee", "trustee", "trustee", ""], lines.Select(l => l.Split(' ')[0]));
    }

    /// <summary>tests/vectors/offices.json, which the pages read, too: made by keygen and trust.</summary>
    [Fact]
    public void Offices_of_draws_stand_in_the_file_with_two_keys_each()
    {
        using var vector = JsonDocument.Parse(
            System.IO.File.ReadAllText(Path.Combine(EventCodecTests.Root(), "tests", "vectors", "offices.json"))
        );
        var text = vector.RootElement.GetProperty("trustFile").GetString()!;
        var read = TrustFile.Parse(text);
        Assert.Equal(text, read.ToText());
        Assert.Equal(
            vector.RootElement.GetProperty("offices").EnumerateArray().Select(o => o.GetString()),
            read.Offices.Select(o => $"{o.Kind.ToString().ToLowerInvariant()} {o.Name}")
        );
        Assert.All(read.Offices, o => Assert.Same(o, read.FindOffice(o.Kind, o.SigningKey)));
        Assert.Null(read.FindOffice(OfficeKind.Gate, read.Offices[0].SigningKey));
        Assert.False(
            TrustFile.TryParse(text.Replace("custodian ", "custodians ", StringComparison.Ordinal), out _, out _)
        );
        var policy = World.AnyPolicy;
        Assert.False(read.CoversOffices(policy));
        var roles = policy.Roles with
        {
            Custodian = read.Offices.Single(o => o.Kind == OfficeKind.Custodian).SigningKey,
            Gateway = read.Offices.Single(o => o.Kind == OfficeKind.Gateway).SigningKey,
            Gate = read.Offices.Single(o => o.Kind == OfficeKind.Gate).SigningKey,
        };
        Assert.True(read.CoversOffices(policy with { Roles = roles }));
        Assert.False(read.CoversOffices(policy with { Roles = roles with { Gate = roles.Gateway } }));
    }

    [Fact]
    public void A_policy_with_another_key_is_not_covered()
    {
        var policy = World.AnyPolicy;
        Assert.False(File.Covers(policy with { PlatformKey = World.Host.Key }));
        Assert.False(
            File.Covers(
                policy with
                {
                    Trustees = [policy.Trustees[0] with { SigningKey = World.Host.Key }, .. policy.Trustees.Skip(1)],
                }
            )
        );
        Assert.False(
            File.Covers(
                policy with
                {
                    Trustees = [policy.Trustees[0] with { StaticKey = World.Host.Key }, .. policy.Trustees.Skip(1)],
                }
            )
        );
        Assert.False(
            File.Covers(
                policy with
                {
                    Trustees = [policy.Trustees[0] with { Name = "stranger" }, .. policy.Trustees.Skip(1)],
                }
            )
        );
    }

    [Theory]
    [InlineData("unsorted")]
    [InlineData("no-final-line-feed")]
    [InlineData("carriage-returns")]
    [InlineData("blank-line")]
    [InlineData("two-spaces")]
    [InlineData("unknown-kind")]
    [InlineData("name-twice")]
    [InlineData("base64-padding-bits")]
    [InlineData("base64-white-space")]
    [InlineData("byte-order-mark")]
    [InlineData("missing-point")]
    [InlineData("bad-key")]
    public void Another_spelling_is_refused(string mutation)
    {
        var text = File.ToText();
        var mutated = Mutate(text, mutation);
        Assert.NotEqual(text, mutated);
        Assert.False(TrustFile.TryParse(mutated, out _, out var problem));
        Assert.NotEqual("", problem);
        Assert.Throws<FormatException>(() => TrustFile.Parse(mutated));
    }

    [Fact]
    public void An_empty_file_trusts_nobody() => Assert.False(TrustFile.Parse("").Covers(World.AnyPolicy));

    private static string Mutate(string text, string mutation)
    {
        var lines = text.Split('\n')[..^1];
        var platform = lines.Single(l => l.StartsWith("platform", StringComparison.Ordinal));
        return mutation switch
        {
            "unsorted" => string.Join('\n', lines.Reverse()) + "\n",
            "no-final-line-feed" => text[..^1],
            "carriage-returns" => text.Replace("\n", "\r\n", StringComparison.Ordinal),
            "blank-line" => text + "\n",
            "two-spaces" => text.Replace("platform ", "platform  ", StringComparison.Ordinal),
            "unknown-kind" => text.Replace("platform ", "operator ", StringComparison.Ordinal),
            "name-twice" => text.Replace("trustee2", "trustee1", StringComparison.Ordinal),
            "base64-padding-bits" => text.Replace(
                platform,
                string.Concat(platform.AsSpan(0, platform.Length - 3), Next(platform[^3]), "=="),
                StringComparison.Ordinal
            ),
            "base64-white-space" => text.Replace(platform, platform + "\t", StringComparison.Ordinal),
            "byte-order-mark" => "\ufeff" + text,
            "missing-point" => string.Join(
                '\n',
                lines.Select(l => l.StartsWith("trustee", StringComparison.Ordinal) ? l[..l.LastIndexOf(' ')] : l)
            ) + "\n",
            "bad-key" => text.Replace(
                    platform,
                    platform.Replace("BZ", "AZ", StringComparison.Ordinal)[..30] + platform[30..],
                    StringComparison.Ordinal
                )
                .Replace("MFkw", "MFkx", StringComparison.Ordinal),
            _ => throw new ArgumentOutOfRangeException(nameof(mutation)),
        };
    }

    // The last letter before "==" holds four unused bits; the next letter differs in them alone.
    private static string Next(char letter)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return alphabet[alphabet.IndexOf(letter, StringComparison.Ordinal) + 1].ToString();
    }
}
