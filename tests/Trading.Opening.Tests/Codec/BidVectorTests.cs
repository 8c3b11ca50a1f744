using System.Text.Encodings.Web;
using System.Text.Json;
using Trading.Crypto;

namespace Trading.Opening.Tests;

/// <summary>
/// tests/vectors/opening/bid.json: what a bidder's client reads and prints beside the envelope: trust file, policy,
/// lock certificate, form, acts, terms, words. Keys and certificates are drawn when the file is written
/// (TRADING_WRITE_VECTORS=1); every run checks the frozen bytes with the code of today.
/// </summary>
public class BidVectorTests
{
    private sealed record Vectors(
        string Format,
        string TrustFile,
        Lock Lock,
        Case[] Policies,
        Form Form,
        byte[] Authority,
        byte[] OtherAuthority,
        Terms[] Terms,
        Statement[] Acts,
        Spelling[] Words
    );

    private sealed record Lock(
        byte[] Policy,
        byte[] PolicyHash,
        byte[] Certificate,
        byte[] LockId,
        byte[] GroupKey,
        byte[] ContextHash
    );

    private sealed record Case(string Name, byte[] Bytes, string Result);

    private sealed record Form(
        byte[] SubmissionKey,
        byte[] Bytes,
        string BidderName,
        long Value,
        string Words,
        FormItem[] Items,
        byte[] Certificate,
        byte[] Ownership,
        long At
    );

    private sealed record Terms(SessionTerms Value, byte[] Bytes, byte[] Hash);

    private sealed record Statement(
        string Kind,
        string Session,
        string Lot,
        string Subject,
        string Text,
        byte[] Nonce,
        byte[] Bytes,
        string Id
    );

    /// <summary>
    /// A text and what it is read as; null where it is no amount. Printed: whether it is the spelling that is printed.
    /// </summary>
    private sealed record Spelling(string Text, long? Fen, bool Printed);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    [Fact]
    public void The_frozen_lock_and_trust_file_hold()
    {
        var vectors = Load();
        Assert.True(LockPolicyCodec.TryParse(vectors.Lock.Policy, out var policy, out _));
        Assert.True(TrustFile.Parse(vectors.TrustFile).Covers(policy));
        Assert.True(LockCertificate.TryParse(vectors.Lock.Certificate, out var certificate));
        Assert.False(certificate!.Verify(policy.CeremonyParameters()).Failed);
        Assert.Equal(Read(policy, certificate), Printed(vectors.Lock));
        foreach (var one in vectors.Policies)
            Assert.Equal(
                (one.Name, one.Result),
                (one.Name, LockPolicyCodec.TryParse(one.Bytes, out _, out var problem) ? "valid" : $"{problem}")
            );
    }

    [Fact]
    public void The_frozen_form_proves_its_owner()
    {
        var vectors = Load();
        var form = vectors.Form;
        Assert.True(OpeningForm.TryParse(form.Bytes, out var read, out _));
        Assert.Equal((form.BidderName, form.Value, form.Words), (read.BidderName, read.Price.Value, read.Price.Words));
        Assert.Equal(form.Items, read.Items);
        Assert.True(Owns(read, vectors, vectors.Authority));
        Assert.False(Owns(read, vectors, vectors.OtherAuthority));
    }

    [Fact]
    public void The_frozen_terms_acts_and_words_are_printed_as_they_stand()
    {
        var vectors = Load();
        foreach (var terms in vectors.Terms)
        {
            Assert.Equal(terms.Bytes, Opening.Publications.Terms.ToBytes(terms.Value));
            Assert.Equal(terms.Hash, Opening.Publications.Terms.Hash(TestLock.Suite, terms.Value));
        }
        Assert.Equal(Enum.GetNames<ActKind>(), vectors.Acts.Select(a => a.Kind));
        foreach (var act in vectors.Acts)
        {
            Assert.Equal(
                act.Bytes,
                new Act(Enum.Parse<ActKind>(act.Kind), act.Session, act.Lot, act.Subject, act.Text, act.Nonce).ToBytes()
            );
            Assert.Equal(act.Id, Act.Id(TestLock.Suite, act.Bytes));
        }
        foreach (var word in vectors.Words)
        {
            Assert.Equal((word.Text, word.Fen), (word.Text, Words.TryParse(word.Text, out var fen) ? fen : null));
            Assert.Equal(word.Printed, word.Fen is { } value && Words.Print(value) == word.Text);
        }
    }

    private static bool Owns(OpeningForm form, Vectors vectors, byte[] authority) =>
        form.ProvesOwner(
            TestLock.Suite,
            vectors.Form.SubmissionKey,
            vectors.Lock.ContextHash,
            vectors.Lock.LockId,
            Certificate.ReadAll([authority]),
            vectors.Form.At
        );

    private static string Read(LockPolicy policy, LockCertificate certificate) =>
        Printed(
            new Lock(
                LockPolicyCodec.ToBytes(policy),
                certificate.PolicyHash,
                certificate.ToBytes(),
                certificate.LockId,
                certificate.GroupKey.Encode(),
                Names.ContextHash(TestLock.Suite, policy.Session, policy.Lot)
            )
        );

    private static string Printed(Lock value) => JsonSerializer.Serialize(value, Options);

    private static Vectors Load()
    {
        var file = Path.Combine(EventCodecTests.Root(), "tests", "vectors", "opening", "bid.json");
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1" && !File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, JsonSerializer.Serialize(Generate(), Options) + "\n");
        }
        else if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
        {
            // Acts hold nothing that is drawn: a new kind is added without new keys.
            var kept = JsonSerializer.Deserialize<Vectors>(File.ReadAllText(file), Options)!;
            File.WriteAllText(file, JsonSerializer.Serialize(kept with { Acts = [.. Acts()] }, Options) + "\n");
        }
        return JsonSerializer.Deserialize<Vectors>(File.ReadAllText(file), Options)!;
    }

    private static Vectors Generate()
    {
        var (world, policy) = (World.One, World.AnyPolicy);
        var made = world.LockOf("a").Certificate;
        using var other = new Authority("Another CA");
        var trust = new TrustFile(
            [new TrustedPlatform("platform", policy.PlatformKey)],
            TestLock.Trustees.Select(t => new TrustedTrustee(t.Name, t.SigningKey, t.StaticKey)),
            [new TrustedAuthority("demo-ca", world.Authorities[0])]
        );
        var bytes = LockPolicyCodec.ToBytes(policy);
        return new Vectors(
            "BidLock/1 bid: base64 bytes; what a bidder's client reads and prints",
            trust.ToText(),
            new Lock(
                bytes,
                made.PolicyHash,
                made.ToBytes(),
                made.LockId,
                made.GroupKey.Encode(),
                Names.ContextHash(TestLock.Suite, world.Id, "a")
            ),
            [.. PolicyCases(bytes)],
            FormOf(world),
            world.Authorities[0],
            other.Certificate,
            [
                .. RulePacks.All.Select(pack =>
                    TermsOf(world.Terms with { RulePack = pack, PeriodSeconds = pack.UsualPeriodSeconds })
                ),
            ],
            [.. Acts()],
            [.. Spellings()]
        );
    }

    private static Form FormOf(World world)
    {
        var form = world.Bidders[0].Form(world, "a", 1_234_567_89);
        return new Form(
            world.Bidders[0].Key.PublicPoint,
            form.ToBytes(),
            form.BidderName,
            form.Price.Value,
            form.Price.Words,
            [.. form.Items],
            form.Certificate,
            form.Ownership,
            World.Close
        );
    }

    private static Terms TermsOf(SessionTerms terms) =>
        new(terms, Opening.Publications.Terms.ToBytes(terms), Opening.Publications.Terms.Hash(TestLock.Suite, terms));

    private static IEnumerable<Case> PolicyCases(byte[] valid)
    {
        yield return Judge("valid", valid);
        yield return Judge("trailing-garbage", [.. valid, 0]);
        yield return Judge("truncated-by-one", valid[..^1]);
        for (var at = 0; at < valid.Length; at += 3)
        {
            var flipped = (byte[])valid.Clone();
            flipped[at] ^= 1;
            yield return Judge($"flipped-{at}", flipped);
        }
    }

    private static Case Judge(string name, byte[] bytes) =>
        new(name, bytes, LockPolicyCodec.TryParse(bytes, out _, out var problem) ? "valid" : $"{problem}");

    private static IEnumerable<Statement> Acts()
    {
        var (session, submission, objection, nonce) = (
            new string('5', 32),
            new string('6', 32),
            new string('7', 64),
            World.Nonce(9)
        );
        Act[] acts =
        [
            new(ActKind.Attend, session, "a", submission, "", nonce),
            new(ActKind.Object, session, "a", submission, "唱标金额有误 𠮷", nonce),
            new(ActKind.Answer, session, "a", objection, "已核对", nonce),
            new(ActKind.Confirm, session, "a", submission, "", nonce),
            new(ActKind.Conclude, session, "", "", "", nonce),
            new(ActKind.LateFreeze, session, "a", objection, "", nonce),
        ];
        foreach (var act in acts)
            yield return new Statement(
                $"{act.Kind}",
                act.Session,
                act.Lot,
                act.Subject,
                act.Text,
                act.Nonce,
                act.ToBytes(),
                Act.Id(TestLock.Suite, act.ToBytes())
            );
    }

    private static IEnumerable<Spelling> Spellings()
    {
        var amounts = new List<long>
        {
            0,
            1,
            10,
            53,
            100,
            105,
            110,
            -300,
            10_050_000,
            1_000_000_100,
            Words.MostFen,
            -Words.MostFen,
        };
        for (long fen = 7, step = 13; fen < Words.MostFen; step += 4)
            amounts.Add(fen = fen * step % 10 == 0 ? fen * step / 10 + 3 : fen * step);
        amounts.RemoveAll(fen => Math.Abs(fen) > Words.MostFen);
        string[] others =
        [
            "人民币壹佰元整",
            "人民币 壹佰圆正",
            "壹佰元",
            "壹佰元伍角整",
            "零元伍角",
            "壹億元整",
            "壹萬元",
            "壹佰伍元",
            "拾万元",
            "壹拾零万元",
            "伍分整",
            "负零元整",
            "壹佰元零角",
            "",
            "元",
            "整",
            "壹仟零零壹元",
            "一百元",
            "100",
            "壹亿万元整",
            "壹万亿元整",
            "壹佰元叁分",
            "壹佰元零叁分",
            "壹拾万亿零壹分",
            "壹佰元 整",
            " 壹佰元整 ",
        ];
        foreach (var text in amounts.Select(Words.Print).Concat(others))
            yield return new Spelling(
                text,
                Words.TryParse(text, out var fen) ? fen : null,
                Words.TryParse(text, out fen) && Words.Print(fen) == text
            );
    }
}
