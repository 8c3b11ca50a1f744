using System.Globalization;
using System.Text.RegularExpressions;

namespace Trading.Opening.Tests.Records;

/// <summary>Records as a reader of PDF finds them; qpdf and poppler judge.</summary>
public partial class RecordDocumentTests
{
    private static readonly Dictionary<string, Func<Session.Concluded>> Samples = new()
    {
        ["ordinary"] = RecordSamples.Ordinary,
        ["awkward"] = RecordSamples.Awkward,
        ["crowd-300"] = () => RecordSamples.Crowd(300),
        ["late-freezes"] = RecordSamples.LateFreezes,
    };

    public static TheoryData<string> Names() => [.. Samples.Keys];

    [Fact]
    public void The_bytes_are_frozen()
    {
        var path = Path.Combine(EventCodecTests.Root(), "tests", "vectors", "records", "sha256.txt");
        var files = Samples.ToDictionary(s => s.Key, s => RecordPrinting.Draft(s.Value()).Pdf);
        var printed = string.Concat(
            files.Select(f =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Convert.ToHexStringLower(Crypto.Suite.P256.Hash(f.Value))}  {f.Value.Length, 7}  {f.Key}\n"
                )
            )
        );
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, printed);
            // To be looked at: docs/screens/record-*.png are pictures of these.
            var folder = Directory
                .CreateDirectory(Path.Combine(EventCodecTests.Root(), "artifacts", "records"))
                .FullName;
            foreach (var (name, pdf) in files)
                File.WriteAllBytes(Path.Combine(folder, name + ".pdf"), pdf);
        }
        Assert.Equal(File.ReadAllText(path), printed);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_file_is_sound_and_every_font_is_embedded(string name)
    {
        var pdf = RecordPrinting.Draft(Samples[name]()).Pdf;
        var (exit, output) = RecordPrinting.Run("qpdf", pdf, "--check", "FILE");
        Assert.True(exit == 0 && !output.Contains("WARNING", StringComparison.Ordinal), output);
        var fonts = RecordPrinting
            .Run("pdffonts", pdf, "FILE")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.NotEmpty(fonts);
        Assert.All(fonts, line => Assert.Matches(@" yes +yes +yes ", line));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_name_and_every_amount_can_be_copied_out(string name)
    {
        var session = Samples[name]();
        var text = RecordPrinting.Dense(RecordPrinting.TextOf(RecordPrinting.Draft(session).Pdf));
        foreach (var bid in session.Last.Lots.Values.SelectMany(l => LotFacts.Of(l).Bids))
        {
            Assert.Contains(bid.Submission, text, StringComparison.Ordinal);
            if (bid.Form is not { } form)
                continue;
            foreach (var piece in Plain().Matches(form.BidderName).SelectMany(m => m.Value.Chunk(12)))
                Assert.Contains(new string(piece), text, StringComparison.Ordinal);
            Assert.Contains(
                RecordPrice.Figures(form.Price.Kind, form.Price.Value)[..^1],
                text,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void An_awkward_session_says_everything_in_words()
    {
        var text = RecordPrinting.Dense(RecordPrinting.TextOf(RecordPrinting.Draft(RecordSamples.Awkward()).Pdf));
        string[] expected =
        [
            "演练",
            "单机托管（custody:single）",
            "超最高限价",
            "大小写不一致",
            "报价为零",
            "报价为负",
            "内容无法识别",
            "报价方式不符",
            "投标人身份未证实",
            "同一证书多份投标",
            "密钥与承诺不符；因投标人原因未解密，视为撤销其投标文件",
            "平台存储的密文缺失",
            "不予开标",
            "《招标投标法实施条例》第44条",
            "开标锁未能建立",
            "逾期见证",
            "曾提交错误数据",
            "截止后撤销",
            "小写读作：壹佰万元零壹分",
            "百分之玖拾捌点零零零壹",
            "已签到",
            "未签到",
            "已确认",
            "未确认",
            "视同认可",
            "第256项",
            "全文见附件",
            "招标人",
            "韦春梅",
            "会话根",
            Convert.ToHexStringLower(RecordStage.Root),
            Convert.ToHexStringLower(RecordStage.Hash("freeze a")),
            "至开标会结束",
        ];
        foreach (var words in expected)
            Assert.Contains(RecordPrinting.Dense(words), text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bid_under_another_name_stands_beside_the_one_that_its_certificate_names_and_both_codes()
    {
        var text = RecordPrinting.Dense(RecordPrinting.TextOf(RecordPrinting.Draft(RecordSamples.OtherNames()).Pdf));
        var certified = RecordPrinting.Dense("证书载明：甲建设集团有限公司 91330100799655058B");
        string Id(int number) => RecordStage.Submission(number)[..8];
        string[] expected =
        [
            "乙公司", // a reader of columns finds the figures behind it, and the rest of its cell below
            "91450300MA5K123401" + certified + Id(1),
            "甲建设集团有限公司91450300MA5K123401" + certified + Id(2),
            "甲建设集团有限公司91330100799655058B" + Id(3), // its certificate says the same: nothing is said twice
            "丙公司证书载明：（无名称）" + Id(4),
            "投标人名称与证书不符；统一社会信用代码不符",
        ];
        foreach (var words in expected)
            Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("证书载明：").Length - 1);
    }

    [Fact]
    public void A_late_freeze_says_who_ordered_it_when_and_which_trustees_cosigned_on_it()
    {
        var text = RecordPrinting.Dense(RecordPrinting.TextOf(RecordPrinting.Draft(RecordSamples.LateFreezes()).Pdf));
        string[] expected =
        [
            "主持人与监督人命令逾期见证，见附件",
            "主持人韦春梅2027-01-15 09:32:10.000000",
            "监督人桂林市住房和城乡建设局　唐毅2027-01-15 09:31:35.000000",
            "逾期见证2027-01-15 09:32:13",
            "按时见证的期限为2027-01-15 09:30:07。无受托人按时见证收标冻结；主持人与监督人均已下令，第2、3名受托人依此命令逾期见证同一冻结根。",
            "第1、2名受托人依此命令逾期见证同一冻结根。",
            "按时见证2027-01-15 09:31:32",
            "主持人与监督人均已下令。按时见证：第1名受托人；逾期见证：第3名受托人。",
            "监督人—未下令",
            "监督人未下令，命令不成立。按时见证：第1、2名受托人；逾期见证：第3名受托人。",
        ];
        foreach (var words in expected)
            Assert.Contains(RecordPrinting.Dense(words), text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_without_an_order_speaks_of_none()
    {
        var text = RecordPrinting.Dense(RecordPrinting.TextOf(RecordPrinting.Draft(RecordSamples.Awkward()).Pdf));
        foreach (var words in new[] { "逾期见证命令", "冻结见证", "按时见证" })
            Assert.DoesNotContain(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_standstill_over_the_deadline_is_told_with_its_times_and_what_followed_and_its_bytes_are_frozen()
    {
        var pdf = RecordPrinting.Draft(RecordSamples.Standstills()).Pdf;
        var text = RecordPrinting.Dense(RecordPrinting.TextOf(pdf));
        string[] expected =
        [
            "平台在投标截止时的停顿",
            "2027-01-15 09:29:58.500000",
            "2027-01-15 09:30:02.250000",
            "3.750",
            "进程停顿",
            "以停顿前最后运行的时刻为到达时间",
            "2027-01-15 09:30:08.000000",
            "8.300",
            "重新启动",
            "超出可弥补的时限",
        ];
        foreach (var words in expected)
            Assert.Contains(RecordPrinting.Dense(words), text, StringComparison.Ordinal);
        var path = Path.Combine(EventCodecTests.Root(), "tests", "vectors", "records", "standstill.txt");
        var printed = $"{Convert.ToHexStringLower(Crypto.Suite.P256.Hash(pdf))}  {pdf.Length}  standstills\n";
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
            File.WriteAllText(path, printed);
        Assert.Equal(File.ReadAllText(path), printed);
        Assert.DoesNotContain(
            "停顿",
            RecordPrinting.Dense(RecordPrinting.TextOf(RecordPrinting.Draft(RecordSamples.Ordinary()).Pdf)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_has_no_glyph_keeps_its_letter_in_the_text_and_shows_its_code()
    {
        var text = RecordPrinting.TextOf(RecordPrinting.Draft(RecordSamples.Awkward()).Pdf);
        foreach (var letter in new[] { "👷", "𠀀", "𪚥" })
            Assert.Contains(letter, text, StringComparison.Ordinal);
        Assert.Contains("U+202E", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_procurement_has_its_own_words()
    {
        var text = RecordPrinting.Dense(RecordPrinting.TextOf(RecordPrinting.Draft(RecordSamples.Crowd(3)).Pdf));
        foreach (var words in new[] { "采购人", "包1", "询问、回避申请", "本次开标无询问、回避申请。", "政府采购货物" })
            Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain("标段", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_root_is_part_of_what_is_signed()
    {
        var session = RecordSamples.Ordinary();
        var certificate = World.Host.Certificate;
        var one = RecordDocument.Draft(session, 40, RecordStage.Root, RecordPrinting.Fonts).Attributes(certificate);
        Assert.Equal(
            one,
            RecordDocument
                .Draft(RecordSamples.Ordinary(), 40, RecordStage.Root, RecordPrinting.Fonts)
                .Attributes(certificate)
        );
        Assert.NotEqual(
            one,
            RecordDocument.Draft(session, 41, RecordStage.Root, RecordPrinting.Fonts).Attributes(certificate)
        );
        Assert.NotEqual(
            one,
            RecordDocument.Draft(session, 40, new byte[32], RecordPrinting.Fonts).Attributes(certificate)
        );
    }

    // What has a glyph; the rest is drawn as its code, and readers put letters that run from right to left in an order
    // of their own.
    [GeneratedRegex("[\\u4e00-\\u9fa5A-Za-z（）]+")]
    private static partial Regex Plain();
}
