using System.Globalization;

namespace Trading.Evaluation.Pool;

/// <summary>
/// Experts that nobody is: for a template, a demo, a benchmark. Every row holds the table's rules. Identity numbers and
/// credit codes stand under 459900, a county that does not exist.
/// </summary>
public static class InventedExperts
{
    private const string NoCounty = "459900";

    // What a credit code's last character can be.
    private const string CheckCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // People to an employer, about.
    private const int Colleagues = 4;

    private static readonly string[] Surnames =
        "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 高 韦 覃 莫 蒋 唐 欧阳".Split(' ');

    private static readonly string[] GivenNames =
        "伟 芳 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 建华 文 玉兰 志强 海燕 宇轩 子涵 一诺 𬱖".Split(
            ' '
        );

    private static readonly string[] Specialities =
    [
        "A0801",
        "A0801;A0802",
        "A0802",
        "A0901",
        "A0801;A0901",
        "B0101",
        "A0802;B0102",
        "B0102",
    ];

    private static readonly string[] Regions = ["450300", "450300", "450305", "450100", "450200"];

    private static readonly string[] Employers = ["设计院", "建设集团", "工程咨询公司", "大学", "检测中心"];

    /// <summary>
    /// So many experts, the same ones each time; 0 to <see cref="TableLimits.Rows"/>. About one in thirteen is not
    /// admitted, one in nine has no employer.
    /// </summary>
    public static IEnumerable<Expert> Of(int count)
    {
        var employers = new List<(string Name, string Code)>();
        for (var i = 0; i < 1 + count / Colleagues; i++)
            employers.Add(Employer(i));
        for (var i = 0; i < count; i++)
            yield return One(i, employers[i * 7 % employers.Count]);
    }

    /// <summary>
    /// A valid credit code of a unit that does not exist, for a number from 0; employers have the first ones.
    /// </summary>
    public static string UnitCode(int number)
    {
        var digits = "91" + NoCounty + Digits(number, 9);
        return CheckCharacters.Select(check => digits + check).First(CreditCode.IsValid);
    }

    private static Expert One(int i, (string Name, string Code) employer)
    {
        var hasEmployer = i % 9 != 8;
        return new Expert(
            $"E-{Digits(i + 1, 6)}",
            Surnames[i * 5 % Surnames.Length] + GivenNames[i * 3 % GivenNames.Length],
            Id(i),
            $"199{Digits(i, 8)}",
            Specialities[i % Specialities.Length].Split(';'),
            (ExpertLevel)(1 + i * 7 / 3 % 3),
            Regions[i % Regions.Length],
            hasEmployer ? employer.Name : "",
            hasEmployer ? employer.Code : "",
            i % 13 == 12 ? (ExpertStatus)(2 + i / 13 % 3) : ExpertStatus.Admitted,
            new DateOnly(2024 + i % 2, 1 + i % 12, 1),
            i % 13 == 12 && i % 2 == 0 ? new DateOnly(2027, 12, 31) : null
        );
    }

    // A day for every thousand, a number for each of them.
    private static string Id(int i)
    {
        var birthday = new DateOnly(1960, 1, 1)
            .AddDays(i / 1000 * 17)
            .ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var digits = NoCounty + birthday + Digits(i % 1000, 3);
        return digits + ResidentId.CheckOf(digits);
    }

    private static (string Name, string Code) Employer(int i) =>
        ($"桂林第{i + 1}{Employers[i % Employers.Length]}", UnitCode(i));

    private static string Digits(int number, int digits) =>
        number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
}
