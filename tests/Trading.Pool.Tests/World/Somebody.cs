using System.Globalization;
using System.Text;

namespace Trading.Pool.Tests.World;

/// <summary>Invented experts, each with numbers of its own.</summary>
public static class Somebody
{
    public const string CreditCode = "91110000802100433B";

    public static Expert Number(int n) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"E-{n:000000}"),
            $"专家{n}",
            IdOf(n),
            string.Create(CultureInfo.InvariantCulture, $"138{n:00000000}"),
            n % 2 == 0 ? ["A0801", "B0102"] : ["A0802"],
            (ExpertLevel)(1 + n % 3),
            n % 2 == 0 ? "450300" : "440100",
            n % 5 == 0 ? "" : "桂林甲设计院",
            n % 5 == 0 ? "" : CreditCode,
            ExpertStatus.Admitted,
            new DateOnly(2025, 1, 1),
            null
        );

    public static byte[] Table(IEnumerable<Expert> experts)
    {
        using var csv = new MemoryStream();
        ExpertTable.Write(csv, experts, isChinese: true);
        return csv.ToArray();
    }

    public static byte[] Table(int from, int count) => Table(Enumerable.Range(from, count).Select(Number));

    public static string TextOf(byte[] table) => Encoding.UTF8.GetString(table);

    private static string IdOf(int n)
    {
        var (day, order) = (new DateOnly(1960, 1, 1).AddDays(n / 1000), n % 1000);
        var digits = string.Create(CultureInfo.InvariantCulture, $"450305{day:yyyyMMdd}{order:000}");
        return digits + ResidentId.CheckOf(digits);
    }
}
