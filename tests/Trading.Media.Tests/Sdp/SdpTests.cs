using FsCheck;
using FsCheck.Fluent;
using Trading.Media.Sdp;

namespace Trading.Media.Tests.Sdp;

public class SdpTests
{
    private static readonly byte[] Print = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 3))];

    private static readonly SdpLocal Local = new(
        77,
        1,
        "abcdEFGH",
        "abcdefghijklmnopqrstuvwx",
        Print,
        [SdpWriter.Candidate("127.0.0.1", 5090, false, 0), SdpWriter.Candidate("127.0.0.1", 5090, true, 0)]
    );

    /// <summary>Chromium's are captured from version 156; Firefox's and Safari's are written by hand in their shapes.</summary>
    public static TheoryData<string> Offers() => new(OfferNames);

    private static readonly string[] OfferNames = ["chromium-publish", "firefox-publish", "safari-publish"];

    [Fact]
    public void Chromium_offers_a_voice_three_layers_and_a_screen()
    {
        var offer = ReadVector("chromium-publish");
        Assert.Equal(("neBb", SdpSetup.Actpass, false), (offer.Ufrag, offer.Setup, offer.IsLite));
        Assert.Equal("3TXOMd+lOvXkzW3Sdzvf/SFn", offer.Password);
        Assert.Equal((0x48, 0x39), (offer.Fingerprint[0], offer.Fingerprint[31]));
        Assert.Equal(["0", "1", "2"], offer.Media.Select(m => m.Mid));
        var voice = offer.Media[0];
        Assert.Equal((SdpKind.Audio, SdpDirection.SendOnly), (voice.Kind, voice.Direction));
        Assert.Equal((111, "minptime=10;useinbandfec=1"), (voice.Codec!.PayloadType, voice.Codec.Parameters));
        Assert.Equal(new SdpSource(1173535143, "Qn7GIZePQ7SZUPR7"), Assert.Single(voice.Sources));
        Assert.Equal("ac6fab71-fada-4d82-a9d1-03329d7f8b2b", voice.Msid!.Stream);
        var camera = offer.Media[1];
        Assert.Equal((96, "l m h"), (camera.Codec!.PayloadType, string.Join(' ', camera.Rids)));
        Assert.Equal(["nack", "nack pli", "goog-remb"], camera.Codec.Feedback);
        Assert.Equal(
            [(4, SdpExtensions.Mid), (10, SdpExtensions.Rid)],
            camera.Extensions.Select(e => ((int)e.Id, e.Uri))
        );
        Assert.Empty(camera.Sources);
        Assert.Single(offer.Media[2].Sources);
    }

    [Fact]
    public void Firefox_says_once_what_holds_for_all_and_bundles_at_port_0()
    {
        var offer = ReadVector("firefox-publish");
        Assert.All(offer.Media, m => Assert.False(m.IsRejected));
        Assert.Equal([109, 120], offer.Media.Select(m => (int)m.Codec!.PayloadType));
        Assert.Equal(["l", "h"], offer.Media[1].Rids);
        Assert.Equal("{5d2f1c3a-9b8e-4f7d-a6c5-b4e3d2c1f0a9}", offer.Media[1].Msid!.Stream);
    }

    [Fact]
    public void Safari_sends_one_layer_and_its_repair_is_left_out()
    {
        var offer = ReadVector("safari-publish");
        Assert.Equal(
            (100, 1122334455u),
            (offer.Media[1].Codec!.PayloadType, Assert.Single(offer.Media[1].Sources).Ssrc)
        );
    }

    [Theory, MemberData(nameof(Offers))]
    public void Our_answer_takes_what_we_forward_and_reads_back_as_it_was_written(string name)
    {
        var (answer, fault) = SdpAnswers.ToPublisher(ReadVector(name), Local);
        Assert.Equal(SdpFault.None, fault);
        Assert.All(answer!.Media, m => Assert.Equal(SdpDirection.RecvOnly, m.Direction));
        Assert.Equal((SdpSetup.Passive, true), (answer.Setup, answer.IsLite));
        var text = SdpWriter.Write(answer);
        Assert.Equal(2, text.Split("a=candidate:").Length - 1);
        Assert.DoesNotContain("rtx", text, StringComparison.Ordinal);
        Assert.DoesNotContain("transport-cc", text, StringComparison.Ordinal);
        Assert.Equal(text, SdpWriter.Write(Read(text) with { Candidates = Local.Candidates }));
    }

    [Fact]
    public void Chromiums_answer_fits_our_offer_and_others_do_not()
    {
        SdpPlace[] places =
        [
            new("0", SdpKind.Audio, new(1001, "p1"), new("p1", "t0")),
            new("1", SdpKind.Video, new(1002, "p1"), new("p1", "t1")),
            new("2", SdpKind.Video, null, null),
        ];
        var offer = SdpAnswers.ToSubscriber(Local, places);
        var answer = ReadVector("chromium-watch");
        Assert.Equal(SdpFault.None, SdpAnswers.FaultOf(offer, answer));
        var text = SdpWriter.Write(offer);
        Assert.Equal(text, SdpWriter.Write(Read(text) with { Candidates = Local.Candidates }));
        Assert.Equal(SdpFault.Setup, SdpAnswers.FaultOf(offer, answer with { Setup = SdpSetup.Actpass }));
        Assert.Equal(SdpFault.Mid, SdpAnswers.FaultOf(offer, answer with { Media = [.. answer.Media.Take(2)] }));
        Assert.Equal(SdpFault.Mid, SdpAnswers.FaultOf(offer, answer with { Media = [.. answer.Media.Reverse()] }));
        Assert.Equal(SdpFault.Ice, SdpAnswers.FaultOf(offer, answer with { IsLite = true }));
    }

    [Theory]
    [InlineData("m=video 9 UDP", "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\nx", SdpFault.Kind)]
    [InlineData("m=video 9 UDP/TLS/RTP/SAVPF", "m=video 9 RTP/AVP", SdpFault.Protocol)]
    [InlineData("m=audio 48935", "m=audio 70000", SdpFault.Protocol)]
    [InlineData("a=rtcp-mux\n", "", SdpFault.Mux)]
    [InlineData("a=group:BUNDLE 0 1 2", "a=group:BUNDLE 0 1", SdpFault.Bundle)]
    [InlineData("a=group:BUNDLE 0 1 2", "a=group:BUNDLE 0 1 2 9", SdpFault.TooMany)]
    [InlineData("a=mid:1", "a=mid:0", SdpFault.Mid)]
    [InlineData("a=mid:1\n", "", SdpFault.Mid)]
    [InlineData("a=mid:1", "a=mid:a b", SdpFault.Mid)]
    [InlineData("a=setup:actpass", "a=setup:holdconn", SdpFault.Setup)]
    [InlineData("a=ice-ufrag:neBb", "a=ice-ufrag:ne", SdpFault.Ice)]
    [InlineData("a=ice-pwd:3TXOMd+lOvXkzW3Sdzvf/SFn\n", "", SdpFault.Ice)]
    [InlineData("sha-256 48:4A", "sha-256 48:4G", SdpFault.Fingerprint)]
    [InlineData("a=fingerprint:sha-256", "a=fingerprint:sha-1", SdpFault.Fingerprint)]
    [InlineData("a=sendonly", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x", SdpFault.Keys)]
    [InlineData("a=simulcast:send l;m;h", "a=simulcast:send l,m;h", SdpFault.Attribute)]
    [InlineData("a=rid:l send", "a=rid:l", SdpFault.Attribute)]
    [InlineData("a=ssrc:1173535143 cname", "a=ssrc:11735351439 cname", SdpFault.Attribute)]
    [InlineData("a=fmtp:111 minptime=10", "a=fmtp:111 <script>", SdpFault.Attribute)]
    [InlineData("v=0", "v=1", SdpFault.Begin)]
    [InlineData("t=0 0\n", "", SdpFault.Begin)]
    [InlineData("c=IN", "z=IN", SdpFault.Line)]
    [InlineData("c=IN", "k=IN", SdpFault.Keys)]
    [InlineData("c=IN", "c=\u00e9", SdpFault.Line)]
    [InlineData("c=IN", "c=\0", SdpFault.Line)]
    public void What_browsers_do_not_write_is_refused(string written, string other, SdpFault fault)
    {
        // Each place, as what is once is everywhere.
        var text = Vector("chromium-publish").Replace(written, other, StringComparison.Ordinal);
        Assert.Equal(fault, SdpReader.Read(text, SdpLimits.Publish).Fault);
    }

    [Fact]
    public void What_is_said_twice_has_to_be_the_same()
    {
        var text = Vector("chromium-publish");
        Assert.Equal(SdpFault.Ice, SdpReader.Read(Last(text, "neBb", "neBc"), SdpLimits.Publish).Fault);
        Assert.Equal(SdpFault.Setup, SdpReader.Read(Last(text, "actpass", "active"), SdpLimits.Publish).Fault);
        Assert.Equal(SdpFault.Fingerprint, SdpReader.Read(Last(text, "A3:39", "A3:38"), SdpLimits.Publish).Fault);

        static string Last(string text, string what, string other)
        {
            var at = text.LastIndexOf(what, StringComparison.Ordinal);
            return string.Concat(text.AsSpan(0, at), other, text.AsSpan(at + what.Length));
        }
    }

    [Fact]
    public void Limits_hold()
    {
        var text = Vector("chromium-publish");
        Assert.Equal(SdpFault.TooLong, SdpReader.Read(text + new string('a', 70_000), SdpLimits.Publish).Fault);
        Assert.Equal(
            SdpFault.TooLong,
            SdpReader.Read(text + string.Concat(Enumerable.Repeat("a=x\n", 1_000)), SdpLimits.Publish).Fault
        );
        Assert.Equal(
            SdpFault.TooLong,
            SdpReader.Read(text + "a=" + new string('x', 1_100) + "\n", SdpLimits.Publish).Fault
        );
        Assert.Equal(SdpFault.TooManyMedia, SdpReader.Read(text + "m=audio 0 x 1\n", SdpLimits.Publish).Fault);
        var layers = string.Concat(Enumerable.Range(0, 20).Select(i => $"a=rid:x{i} send\n"));
        Assert.Equal(SdpFault.TooMany, SdpReader.Read(text + layers, SdpLimits.Publish).Fault);
        var sources = string.Concat(Enumerable.Range(0, 20).Select(i => $"a=ssrc:{i} cname:x\n"));
        Assert.Equal(SdpFault.TooMany, SdpReader.Read(text + sources, SdpLimits.Publish).Fault);
        Assert.Equal(SdpFault.Line, SdpReader.Read(text + "a=x", SdpLimits.Publish).Fault);
        Assert.Equal(SdpFault.Begin, SdpReader.Read("", SdpLimits.Publish).Fault);
    }

    [Fact]
    public void A_third_picture_and_what_is_not_sent_are_rejected_alone()
    {
        var offer = ReadVector("chromium-publish");
        var camera = offer.Media[1];
        SdpMedia[] media =
        [
            offer.Media[0],
            camera with
            {
                Direction = SdpDirection.RecvOnly,
            },
            camera with
            {
                Mid = "a",
            },
            camera with
            {
                Mid = "b",
                Codec = null,
            },
            camera with
            {
                Mid = "c",
                IsRejected = true,
            },
            camera with
            {
                Mid = "d",
            },
            camera with
            {
                Mid = "e",
            },
        ];
        var (answer, _) = SdpAnswers.ToPublisher(offer with { Media = media }, Local);
        Assert.Equal([false, true, false, true, true, false, true], answer!.Media.Select(m => m.IsRejected));
        Assert.Equal(SdpFault.Setup, SdpAnswers.ToPublisher(offer with { Setup = SdpSetup.Passive }, Local).Fault);
        Assert.Equal(SdpFault.Ice, SdpAnswers.ToPublisher(offer with { IsLite = true }, Local).Fault);
    }

    [Fact]
    public void Damaged_descriptions_never_throw()
    {
        var random = new Random(8866);
        string[] texts = [.. OfferNames.Select(Vector), Vector("chromium-watch")];
        for (var i = 0; i < 4_000; i++)
        {
            var letters = texts[i % texts.Length].ToCharArray();
            for (var n = random.Next(1, 6); n > 0; n--)
                letters[random.Next(letters.Length)] = (char)random.Next(0, i % 3 == 0 ? 0x10000 : 0x80);
            var lines = new string(letters).Split('\n').ToList();
            if (random.Next(2) == 0)
                lines.RemoveAt(random.Next(lines.Count));
            if (random.Next(2) == 0)
                lines.Insert(random.Next(lines.Count), lines[random.Next(lines.Count)]);
            var reading = SdpReader.Read(string.Join('\n', lines), SdpLimits.Publish);
            Assert.Equal(reading.Session is null, reading.Fault != SdpFault.None);
            if (reading.Session is { } session && SdpAnswers.ToPublisher(session, Local).Answer is { } answer)
                Read(SdpWriter.Write(answer));
        }
    }

    [Fact]
    public void Any_text_is_read_or_refused() =>
        Prop.ForAll<string>(text => SdpReader.Read(text ?? "", SdpLimits.Watch).Session is null)
            .QuickCheckThrowOnFailure();

    private static string Vector(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Trading.slnx")))
            folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "tests", "vectors", "media", name + ".sdp"));
    }

    private static SdpSession ReadVector(string name)
    {
        // As it stands in the file, and as it is on the wire.
        Assert.Equal(SdpFault.None, SdpReader.Read(Vector(name), SdpLimits.Publish).Fault);
        return Read(Vector(name).Replace("\n", "\r\n", StringComparison.Ordinal));
    }

    private static SdpSession Read(string text)
    {
        var reading = SdpReader.Read(text, SdpLimits.Watch);
        Assert.True(reading.Session is not null, $"{reading.Fault} in line {reading.Line}:\n{text}");
        return reading.Session!;
    }
}
