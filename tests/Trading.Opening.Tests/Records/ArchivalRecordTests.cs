using System.Globalization;

namespace Trading.Opening.Tests.Records;

/// <summary>Records of version 2; qpdf and poppler judge. What a file of this form has to be is asked in
/// Trading.Documents.Tests.</summary>
public class ArchivalRecordTests
{
    private static readonly Dictionary<string, Lazy<Session.Concluded>> Samples = new()
    {
        ["ordinary"] = new(() => ArchivalSamples.Second(RecordSamples.Ordinary())),
        ["awkward"] = new(() => ArchivalSamples.Second(RecordSamples.Awkward())),
        ["letters"] = new(ArchivalSamples.Letters),
        ["crowd-300"] = new(() => ArchivalSamples.Second(RecordSamples.Crowd(300), "")),
    };

    private static readonly Dictionary<string, Lazy<byte[]>> Files = Samples.ToDictionary(
        s => s.Key,
        s => new Lazy<byte[]>(() => RecordPrinting.Draft(s.Value.Value).Pdf)
    );

    public static TheoryData<string> Names() => [.. Samples.Keys];

    [Fact]
    public void The_bytes_are_frozen()
    {
        var path = Path.Combine(EventCodecTests.Root(), "tests", "vectors", "records", "archival.txt");
        var printed = string.Concat(
            Files
                .Select(f => (Name: f.Key, Pdf: f.Value.Value))
                .Select(f =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Convert.ToHexStringLower(Crypto.Suite.P256.Hash(f.Pdf))}  {f.Pdf.Length, 7}  {f.Name}\n"
                    )
                )
        );
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
        {
            File.WriteAllText(path, printed);
            var folder = Directory
                .CreateDirectory(Path.Combine(EventCodecTests.Root(), "artifacts", "records"))
                .FullName;
            foreach (var (name, pdf) in Files)
                File.WriteAllBytes(Path.Combine(folder, $"archival-{name}.pdf"), pdf.Value);
        }
        Assert.Equal(File.ReadAllText(path), printed);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_file_is_sound_tagged_and_every_font_is_embedded(string name)
    {
        var pdf = Files[name].Value;
        var (exit, output) = RecordPrinting.Run("qpdf", pdf, "--check", "FILE");
        Assert.True(exit == 0 && !output.Contains("WARNING", StringComparison.Ordinal), output);
        Assert.Matches(@"Tagged: +yes", RecordPrinting.Run("pdfinfo", pdf, "FILE").Output);
        var fonts = RecordPrinting
            .Run("pdffonts", pdf, "FILE")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(name is "awkward" or "letters" ? 3 : 2, fonts.Length);
        Assert.All(fonts, line => Assert.Matches(@" yes +yes +yes ", line));
        Assert.All(
            Samples[name].Value.Last.Lots.Values.SelectMany(l => LotFacts.Of(l).Bids),
            bid => Assert.Contains(bid.Submission, Spoken(name), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Works_say_how_and_where_bids_were_opened_and_who_seals_with_which_certificate() =>
        Says(
            "ordinary",
            "招标人",
            "招标编号",
            "开标方式",
            "全部投标同时开启",
            $"开标地点https://kaibiao.example.gov.cn/hall/{RecordStage.Id}",
            "唱标人系统（同时公布，未设人工唱标）",
            "记录人系统（由事件流生成记录）",
            "监督人桂林市住房和城乡建设局　唐毅",
            "签字或盖章处",
            "（盖章）",
            "甲公司 / 张三 91330100799655058B，序列号 04D2",
            $"公钥 {KeyPrint.Of(RecordStage.Point(15))}",
            "二维码为会话网址，附事件数与会话根。"
        );

    [Fact]
    public void A_procurement_has_its_own_words_and_every_typed_name_its_certificate_beside_it()
    {
        Says(
            "letters",
            "采购人",
            "项目编号",
            "包 1",
            "由采购人认定",
            "𠮷野家商贸有限公司证书载明：甲公司 / 张三 91330100799655058B",
            "甲公司证书载明：甲公司 / 张三 91330100799655058B",
            "（证书无法识别）"
        );
        foreach (var foreign in new[] { "招标人", "标段", "招标编号" })
            Assert.DoesNotContain(foreign, Spoken("letters"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_is_the_sessions_address_with_its_root()
    {
        var session = Samples["ordinary"].Value;
        var code = RecordDocument.CodeText(session, 40, RecordStage.Root);
        Assert.Equal(
            $"https://kaibiao.example.gov.cn/hall/{RecordStage.Id}#size=40"
                + $"&root={Convert.ToHexStringLower(RecordStage.Root)}",
            code
        );
        Assert.Contains($"QR {code}", Structure("ordinary"), StringComparison.Ordinal);
        // Without an address it says what it said before.
        Assert.Contains($"QR session.{RecordStage.Id} 40 ", Structure("crowd-300"), StringComparison.Ordinal);
        Says("crowd-300", "本平台（平台未登记网址）", "二维码所载与上三行相同。");
    }

    [Fact]
    public void The_signed_record_is_valid_for_a_reader_of_documents()
    {
        var (draft, host) = (RecordPrinting.Draft(Samples["letters"].Value), World.Host);
        var signed = draft.Signed(host.Certificate, host.Sign(draft.Attributes(host.Certificate)));
        var said = RecordPrinting.Run("pdfsig", signed, "-nocert", "FILE").Output;
        Assert.Contains("Signature is Valid", said, StringComparison.Ordinal);
        Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        Assert.Equal(0, RecordPrinting.Run("qpdf", signed, "--check", "FILE").Exit);
    }

    [Theory]
    [InlineData(1, "", true)]
    [InlineData(2, "", true)]
    [InlineData(2, "https://a.example/hall/1", true)]
    [InlineData(2, "http://127.0.0.1:5080/hall/1", true)]
    [InlineData(0, "", false)]
    [InlineData(3, "", false)]
    [InlineData(1, "https://a.example/hall/1", false)]
    [InlineData(2, "javascript:alert(1)", false)]
    [InlineData(2, "https://a.example/#x", false)]
    [InlineData(2, "https://a.example/ x", false)]
    [InlineData(2, "https://招标.example/", false)]
    public void A_conclusion_names_a_known_version_and_a_plain_address(int version, string address, bool isSound)
    {
        Assert.Equal(isSound, RecordVersion.IsSound(version, address));
        Assert.False(RecordVersion.IsSound(version, address + new string('x', 200)));
    }

    private static string Spoken(string name) => RecordPrinting.Dense(RecordPrinting.TextOf(Files[name].Value));

    private static string Structure(string name) =>
        RecordPrinting.Run("qpdf", Files[name].Value, "--json", "FILE").Output;

    // In the order of the structure, cell by cell: a page's columns do not mix.
    private static void Says(string name, params string[] words)
    {
        var text = RecordPrinting
            .Run("pdfinfo", Files[name].Value, "-enc", "UTF-8", "-struct-text", "FILE")
            .Output.Split('\n')
            .Select(l => l.Trim())
            .Where(l => l.StartsWith('"'))
            .Select(l => l.Trim('"'));
        var said = RecordPrinting.Dense(string.Concat(text));
        foreach (var expected in words)
            Assert.Contains(RecordPrinting.Dense(expected), said, StringComparison.Ordinal);
    }
}
