using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>
/// Who signs or seals, each with the name and serial number of the certificate where the stream shows one, else with
/// the fingerprint of the key. Since records of version 2.
/// </summary>
internal static class SealPlaces
{
    // Empty lines keep room for a stamp and for a hand.
    private const string SealRoom = "（盖章）\n\n\n";
    private const string InkRoom = "\n";
    private static readonly Role[] Sealing = [Role.Tenderer, Role.Agent];

    public static Table Of(Session.Concluded session, TradeWords words) =>
        new(
            [Column.Fixed(Length.Millimetres(24)), Column.Share(5), Column.Share(6), Column.Share(6), Column.Share(2)],
            [
                .. session
                    .Last.Terms.Roles.Where(r => r.Role != Role.Manager)
                    .OrderBy(r => r.Role)
                    .Select(r => ToRow(session, r, words)),
                .. OpeningWay.ByPlatform.Select(p => Row.Of(p.Role, p.By, "—", "", "")),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    RecordWords.Head("身份", "Role"),
                    RecordWords.Head("姓名或单位", "Name"),
                    RecordWords.Head("数字证书（名称、序列号）或公钥指纹", "Certificate (name, serial) or key"),
                    RecordWords.Head("签字或盖章处", "Signature or seal"),
                    RecordWords.Head("日期", "Date")
                ),
            ],
            Small = true,
        };

    /// <summary>Name and serial number of the host's certificate; what there is where it cannot be read.</summary>
    public static string CertificateOf(Session.Concluded session) =>
        Certificate.TryParse(session.Certificate, out var certificate)
            ? $"{RecordText.Of(certificate.Holder.Text)}，序列号 {certificate.Serial}"
            : "（未附证书）";

    private static Row ToRow(Session.Concluded session, SessionRole role, TradeWords words) =>
        Row.Of(
            RecordWords.RoleName(role.Role, words),
            RecordText.Of(role.Name),
            role.Role == Role.Host ? CertificateOf(session) : $"公钥 {KeyPrint.Of(role.Key)}",
            role.Role == Role.Host ? "数字签名（见下）"
                : Sealing.Contains(role.Role) ? SealRoom
                : InkRoom,
            ""
        );
}
