using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Cli.Tests;

public sealed class SealTests : IAsyncLifetime
{
    private Hall hall = null!;

    private Shell Shell => hall.Shell;

    public async Task InitializeAsync() => hall = await Hall.Open();

    public Task DisposeAsync()
    {
        hall.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_bid_is_sealed_with_its_documents_and_a_kit_that_only_its_owner_reads()
    {
        File.WriteAllBytes(Shell.At("plan.pdf"), RandomNumberGenerator.GetBytes(300_000));
        hall.MakeLock();
        await Shell.Must(Seal("./my.bid", "--document", "./plan.pdf"));

        var header = HeaderOf("my.bid");
        Assert.Equal([SectionType.OpeningRecord, SectionType.Document], header.Header.Sections.Select(s => s.Type));
        Assert.Equal([16_384L, 300_000L], header.Header.Sections.Select(s => s.PlaintextBytes));
        var kit = SubmissionKit.Read(Shell.At("my.kit"));
        Assert.Equal((1u, Convert.ToHexStringLower(header.EntryHash)), (kit.Revision, kit.EntryHash));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Shell.At("my.kit")));
    }

    [Fact]
    public async Task Nothing_of_the_bidder_or_the_price_stands_in_the_clear()
    {
        hall.MakeLock();
        await Shell.Must(Seal("./my.bid"));
        var file = File.ReadAllBytes(Shell.At("my.bid"));
        foreach (var secret in new[] { "甲建设集团", "壹佰" })
            Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)));
        using var bidder = PersonKey.Load(Shell.At("bidder.key"));
        Assert.Equal(-1, file.AsSpan().IndexOf(bidder.PublicPoint.AsSpan(1)));
    }

    [Fact]
    public async Task A_replacement_keeps_the_submission_and_raises_the_revision()
    {
        hall.MakeLock();
        await Shell.Must(Seal("./first.bid"));
        await Shell.Must(Seal("./second.bid", "--replace", "./first.kit"));
        var (first, second) = (SubmissionKit.Read(Shell.At("first.kit")), SubmissionKit.Read(Shell.At("second.kit")));
        Assert.Equal(first.Submission, second.Submission);
        Assert.Equal((1u, 2u), (first.Revision, second.Revision));
        Assert.Equal(HeaderOf("first.bid").SubmissionKey, HeaderOf("second.bid").SubmissionKey);
    }

    [Fact]
    public async Task A_form_without_a_name_takes_name_and_code_of_the_certificate_and_another_name_is_told()
    {
        await Shell.Must(
            "keygen",
            "--name",
            "甲建设集团",
            "--credit-code",
            "91450300MA5K123401",
            "--ca-key",
            "./ca.key",
            "--out",
            "./jia"
        );
        using var jia = PersonKey.Load(Shell.At("jia.key"));
        var form = new BidForm { Price = "1" };
        Assert.Equal(("甲建设集团", "91450300MA5K123401"), form.Bidder(jia));
        Assert.Equal(("乙建设集团", ""), (form with { BidderName = "乙建设集团", CreditCode = "" }).Bidder(jia));

        hall.MakeLock();
        string[] seal =
        [
            "seal",
            "--trust",
            "./trust.txt",
            "--lock",
            "./lot.lock",
            "--key",
            "./jia.key",
            "--price",
            "1",
        ];
        var own = await Shell.Run([.. seal, "--out", "./own.bid"]);
        Assert.True(own.Code == 0, own.Error);
        Assert.DoesNotContain("the certificate", own.Error, StringComparison.Ordinal);
        var other = await Shell.Run([
            .. seal,
            "--bidder-name",
            "乙建设集团",
            "--credit-code",
            "91330100799655058B",
            "--out",
            "./other.bid",
        ]);
        Assert.True(other.Code == 0, other.Error);
        Assert.Contains("the form names 乙建设集团, the certificate 甲建设集团", other.Error, StringComparison.Ordinal);
        Assert.Contains(
            "91330100799655058B, the certificate 91450300MA5K123401",
            other.Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(-60, "ended at")]
    [InlineData(300, "before the deadline")]
    [InlineData(601, "on the day of the opening")]
    [InlineData(100_000, "")]
    public void A_certificate_that_ends_is_told_with_whose_it_is_and_when(int secondsAhead, string said)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = PersonKey.Load(Shell.At("ca.key"));
        var noon = new DateTimeOffset(2026, 12, 1, 4, 0, 0, TimeSpan.Zero); // in Beijing
        var certificate = CertificateMaker.Issue(
            authority,
            key,
            "甲公司",
            noon.AddSeconds(secondsAhead).AddYears(-1),
            1
        );
        using var person = PersonKey.Of(key, certificate);
        var policy = hall.Publish().Policies[0] with
        {
            CloseAt = noon.AddSeconds(600).ToUnixTimeMilliseconds() * 1_000,
        };
        var advice = CertificateAdvice
            .Of(
                person,
                new BidForm { BidderName = "甲公司", Price = "1" },
                hall.Trust,
                policy,
                noon.ToUnixTimeMilliseconds() * 1_000
            )
            .ToList();
        if (said.Length == 0)
        {
            Assert.Empty(advice);
            return;
        }
        Assert.Contains(
            $"the certificate of 甲公司 {(secondsAhead < 0 ? "ended" : "ends")} at "
                + $"{TimeText.Beijing(noon.AddSeconds(secondsAhead).ToUnixTimeMilliseconds() * 1_000)}",
            Assert.Single(advice),
            StringComparison.Ordinal
        );
        Assert.Contains(said, advice[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kit_of_another_lock_replaces_nothing()
    {
        hall.MakeLock();
        await Shell.Must(Seal("./first.bid"));
        hall.MakeLock();
        var ran = await Shell.Run(Seal("./second.bid", "--replace", "./first.kit"));
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.False(File.Exists(Shell.At("second.bid")));
    }

    [Fact]
    public async Task Without_a_trust_file_nothing_is_sealed()
    {
        hall.MakeLock();
        string[] words = [.. Seal("./my.bid").Where(w => w is not ("--trust" or "./trust.txt"))];
        var ran = await Shell.Run(words);
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains("--trust", ran.Error, StringComparison.Ordinal);
        Assert.Contains("rule: spec:lock", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Shell.At("my.bid")));
    }

    [Fact]
    public async Task A_lock_with_a_trustee_that_the_trust_file_does_not_hold_is_refused()
    {
        await Shell.Must("keygen", "--trustee", "--name", "t3", "--out", "./stranger");
        var stranger = TrustFile.Parse(File.ReadAllText(Shell.At("stranger/trustee.trust"))).Trustees[0];
        hall.MakeLock(change: p =>
            p with
            {
                Trustees =
                [
                    p.Trustees[0],
                    p.Trustees[1],
                    new PolicyTrustee("t3", stranger.StaticKey, stranger.SigningKey),
                ],
            }
        );
        await Refused("trust file");
    }

    [Fact]
    public async Task A_lock_of_another_platform_is_refused()
    {
        await Shell.Must("keygen", "--platform", "--name", "platform", "--out", "./other");
        var other = TrustFile.Parse(File.ReadAllText(Shell.At("other.trust"))).Platforms[0];
        hall.MakeLock(change: p => p with { PlatformKey = other.SigningKey });
        await Refused("trust file");
    }

    [Fact]
    public async Task A_certificate_made_for_another_policy_is_refused()
    {
        var (good, later) = (
            hall.MakeLock("good.lock"),
            hall.MakeLock("later.lock", p => p with { CloseAt = p.CloseAt + 1, OpenAt = p.OpenAt + 1 })
        );
        Swap(good, later);
        await Refused("certificate");
    }

    [Fact]
    public async Task A_lock_that_is_no_lock_is_a_usage_error()
    {
        File.WriteAllText(Shell.At("lot.lock"), "{}");
        Assert.Equal(ExitCode.Usage, (await Shell.Run(Seal("./my.bid"))).Code);
    }

    [Fact]
    public async Task A_form_that_does_not_fit_its_size_class_is_refused_before_anything_is_written()
    {
        hall.MakeLock(change: p => p with { RecordSizeBytes = 4_096 });
        var items = Enumerable.Range(0, 4).SelectMany(i => new[] { "--item", $"项{i}={new string('字', 500)}" });
        var ran = await Shell.Run([.. Seal("./my.bid"), .. items]);
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.False(File.Exists(Shell.At("my.bid")) || File.Exists(Shell.At("my.kit")));
    }

    [Theory]
    [InlineData("--price", "1.234")]
    [InlineData("--document", "./missing.pdf")]
    [InlineData("--item", "no-value")]
    [InlineData("--key", "./missing.key")]
    public async Task What_cannot_be_used_is_a_usage_error(string option, string value)
    {
        hall.MakeLock();
        string[] words = [.. Seal("./my.bid")];
        var at = Array.IndexOf(words, option);
        if (at >= 0)
            words[at + 1] = value;
        else
            words = [.. words, option, value];
        Assert.Equal(ExitCode.Usage, (await Shell.Run(words)).Code);
        Assert.False(File.Exists(Shell.At("my.bid")));
    }

    [Fact]
    public async Task Who_published_and_a_number_that_was_published_before_are_said()
    {
        hall.MakeLock();
        var ran = await Shell.Run(Seal("./my.bid"));
        Assert.Contains(
            $"note: GL-2026-001 漓江路改造, lot 1: published by 漓江代理 (key {KeyPrint.Of(hall.Publisher.Key!)})",
            ran.Error,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "this tender number was published 2 times; this is number 2",
            ran.Error,
            StringComparison.Ordinal
        );
        Assert.Contains($"the one before: session {new string('b', 32)}", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terms_that_are_not_those_of_the_lock_are_refused()
    {
        var path = hall.MakeLock();
        var kept = System.Text.Json.JsonSerializer.Deserialize<LockAnswer>(File.ReadAllText(path), ApiClient.Json)!;
        var claimed = kept.Terms! with { Publisher = new("别的代理", kept.Terms.Publisher!.Key) };
        File.WriteAllText(
            path,
            System.Text.Json.JsonSerializer.Serialize(kept with { Terms = claimed }, ApiClient.Json)
        );
        await Refused("not those that it was made for");
    }

    [Fact]
    public async Task A_lock_that_was_kept_without_its_terms_still_seals_and_says_so()
    {
        var path = hall.MakeLock();
        var kept = System.Text.Json.JsonSerializer.Deserialize<LockAnswer>(File.ReadAllText(path), ApiClient.Json)!;
        File.WriteAllText(
            path,
            $$"""{"policy":"{{Convert.ToBase64String(kept.Policy)}}","certificate":"{{Convert.ToBase64String(kept.Certificate)}}"}"""
        );
        var ran = await Shell.Run(Seal("./my.bid"));
        Assert.Equal(ExitCode.Done, ran.Code);
        Assert.Contains("fetched without its terms", ran.Error, StringComparison.Ordinal);
    }

    private static string[] Seal(string bid, params string[] more) =>
        [
            "seal",
            "--trust",
            "./trust.txt",
            "--lock",
            "./lot.lock",
            "--key",
            "./bidder.key",
            "--bidder-name",
            "甲建设集团有限公司",
            "--price",
            "1,000,000.00",
            "--words",
            "auto",
            "--out",
            bid,
            .. more,
        ];

    private async Task Refused(string word)
    {
        var ran = await Shell.Run(Seal("./my.bid"));
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains(word, ran.Error, StringComparison.Ordinal);
        Assert.Contains("rule: spec:lock", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Shell.At("my.bid")) || File.Exists(Shell.At("my.kit")));
    }

    private void Swap(string policyFrom, string certificateFrom)
    {
        var policy = System.Text.Json.JsonSerializer.Deserialize<LockAnswer>(
            File.ReadAllText(policyFrom),
            ApiClient.Json
        )!;
        var certificate = System.Text.Json.JsonSerializer.Deserialize<LockAnswer>(
            File.ReadAllText(certificateFrom),
            ApiClient.Json
        )!;
        File.WriteAllText(
            Shell.At("lot.lock"),
            System.Text.Json.JsonSerializer.Serialize(
                policy with
                {
                    Certificate = certificate.Certificate,
                },
                ApiClient.Json
            )
        );
    }

    private SignedHeader HeaderOf(string name)
    {
        using var stream = File.OpenRead(Shell.At(name));
        Assert.True(new EnvelopeFile(stream).TryReadHeader(out var header, out _));
        return header;
    }
}
