using Trading.Crypto;
using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>
/// The end of a record: what binds it to the stream, who signs on paper, and the room for the host's signature.
/// </summary>
internal static class ClosingPage
{
    public static IEnumerable<Block> Of(Session.Concluded session, long size, byte[] root, TradeWords words)
    {
        var s = session.Last;
        var host = s.Terms.Roles.First(r => r.Role == Role.Host);
        yield return new Together([
            new Heading(1, "确认与签署"),
            Binding(session, size, root),
            new Gap(Length.Millimetres(2)),
            session.Record == RecordVersion.First ? People(s.Terms, words) : SealPlaces.Of(session, words),
            new Gap(Length.Millimetres(3)),
            new SignatureField(RecordDocument.SignatureFieldName, Signer(host, session), Length.Millimetres(20))
            {
                Reason = "开标记录",
            },
        ]);
    }

    private static Table Binding(Session.Concluded session, long size, byte[] root)
    {
        var id = session.Last.Id;
        var code = new Cell("")
        {
            Code = new QrCode(RecordDocument.CodeText(session, size, root), Length.Millimetres(30)),
            Align = Align.Right,
        };
        Text text = Text.Of(
            new Run(
                "本记录由公开的会话事件流生成：持有归档文件者可离线重建并逐位核对（trading record、trading verify V33）。\n"
            ),
            new Run(
                "This record follows from the session's public stream; whoever holds the archive rebuilds it bit "
                    + "for bit.\n"
            )
            {
                Small = true,
                Tone = Tone.Muted,
            },
            new Run(
                $"会话流　{Names.SessionStream(id)}\n事件数　{size}（至开标会结束）\n会话根　{Convert.ToHexStringLower(root)}\n"
            ),
            new Run(
                session.Address.Length == 0
                    ? "二维码所载与上三行相同。"
                    : $"会话网址　{session.Address}\n二维码为会话网址，附事件数与会话根。"
            )
            {
                Small = true,
                Tone = Tone.Muted,
            }
        );
        return new Table([Column.Share(1), Column.Fixed(Length.Millimetres(36))], [Row.Of(text, code)])
        {
            Lines = Lines.None,
        };
    }

    private static Table People(SessionTerms terms, TradeWords words) =>
        new(
            [Column.Fixed(Length.Millimetres(32)), Column.Share(4), Column.Share(5), Column.Share(3)],
            [
                .. terms
                    .Roles.Where(r => r.Role != Role.Manager)
                    .OrderBy(r => r.Role)
                    .Select(r =>
                        Row.Of(
                            RecordWords.RoleName(r.Role, words),
                            RecordText.Of(r.Name),
                            r.Role == Role.Host ? "数字签名（见下）" : "",
                            ""
                        )
                    ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    RecordWords.Head("身份", "Role"),
                    RecordWords.Head("姓名或单位", "Name"),
                    RecordWords.Head("签字（纸质留存时填写）", "Signature on paper"),
                    RecordWords.Head("日期", "Date")
                ),
            ],
        };

    private static Text Signer(SessionRole host, Session.Concluded session) =>
        Text.Of(
            new Run($"主持人　{RecordText.Of(host.Name)}\n") { Bold = true },
            new Run($"数字签名时间　{RecordTime.Clock(session.At)}（开标会结束时）　Digitally signed by the host\n"),
            new Run(session.Record == RecordVersion.First ? "" : $"证书　{SealPlaces.CertificateOf(session)}\n"),
            new Run(
                $"主持人公钥指纹（SHA-256, SPKI）　{Convert.ToHexStringLower(Suite.P256.Hash(Spki.Encode(Suite.P256, host.Key)))}"
            )
            {
                Small = true,
                Tone = Tone.Muted,
            }
        );
}
