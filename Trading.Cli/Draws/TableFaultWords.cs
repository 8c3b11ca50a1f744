using System.Globalization;
using Trading.Evaluation.Pool;

namespace Trading.Cli;

/// <summary>What is said of a fault in a pool's table, in English and Chinese.</summary>
internal static class TableFaultWords
{
    private static readonly Dictionary<TableFaultCode, (string English, string Chinese)> All = new()
    {
        [TableFaultCode.FileTooLarge] = (
            "the file is larger than 64 MiB; nothing after this is read",
            "文件超过 64 MiB，此后的内容未读取"
        ),
        [TableFaultCode.TooManyRows] = (
            "more than 200,000 rows; nothing after this is read",
            "超过 200,000 行，此后的内容未读取"
        ),
        [TableFaultCode.LineTooLong] = ("the line is longer than 4,096 bytes", "一行超过 4,096 字节"),
        [TableFaultCode.NotUtf8] = (
            "this file is not UTF-8; save the table as \"CSV UTF-8\"",
            "此文件不是 UTF-8 编码，请另存为“CSV UTF-8”"
        ),
        [TableFaultCode.NoHeader] = ("the file is empty", "文件是空的"),
        [TableFaultCode.UnknownColumn] = ("no column has this name", "没有叫这个名称的列"),
        [TableFaultCode.DoubleColumn] = ("this column stands twice", "此列重复"),
        [TableFaultCode.MissingColumn] = ("this column is missing", "缺少此列"),
        [TableFaultCode.WrongCellCount] = ("the row has more or fewer cells than the header", "单元格数与表头不同"),
        [TableFaultCode.OpenQuote] = ("a quotation mark opens here and none closes", "引号没有结束"),
        [TableFaultCode.StrayQuote] = (
            "a quotation mark stands where none may; inside a quoted cell it is doubled",
            "引号位置不对；在引号内的引号须写两个"
        ),
        [TableFaultCode.LineBreak] = ("the cell holds a line break", "单元格内有换行"),
        [TableFaultCode.Empty] = ("the cell is empty", "不能为空"),
        [TableFaultCode.TooLong] = ("too long", "过长"),
        [TableFaultCode.EdgeBlank] = ("a blank at the beginning or end", "首尾有空格"),
        [TableFaultCode.BadCharacter] = ("an invisible or private character stands in it", "含有不可见字符或自造字"),
        [TableFaultCode.Formula] = (
            "it begins with = + - or @, which spreadsheets execute",
            "以 = + - @ 开头，会被表格软件当作公式执行"
        ),
        [TableFaultCode.BadNumber] = ("only 0–9, A–Z, a–z and - may stand here", "只能用数字、字母和连字符"),
        [TableFaultCode.BadId] = (
            "an identity number has 17 digits and a digit or X",
            "身份证号须为 17 位数字加 1 位数字或 X"
        ),
        [TableFaultCode.BadBirthday] = ("the day of birth is no day", "出生日期不存在"),
        [TableFaultCode.WrongIdCheck] = ("the check character does not fit", "校验码不符"),
        [TableFaultCode.BadPhone] = ("a mobile number has 11 digits from 13 to 19", "须为 11 位手机号"),
        [TableFaultCode.BadSpeciality] = (
            "codes such as A0801, with ; between them",
            "须为 A0801 这样的代码，用英文分号隔开"
        ),
        [TableFaultCode.DoubleSpeciality] = ("a code stands twice", "专业代码重复"),
        [TableFaultCode.TooManySpecialities] = ("more than 16 codes", "超过 16 个专业"),
        [TableFaultCode.UnknownLevel] = ("senior, associate or intermediate", "须为正高级、副高级或中级"),
        [TableFaultCode.BadRegion] = ("a region has six digits of GB/T 2260", "须为 GB/T 2260 的 6 位地区代码"),
        [TableFaultCode.HalfEmployer] = (
            "employer and credit code: both, or none",
            "工作单位与单位信用代码须同时填写或同时为空"
        ),
        [TableFaultCode.BadEmployerCode] = (
            "no credit code, or its check character does not fit",
            "不是统一社会信用代码，或校验码不符"
        ),
        [TableFaultCode.UnknownStatus] = ("admitted, suspended, blacklisted or left", "须为在库、暂停、黑名单或退出"),
        [TableFaultCode.BadDate] = ("a date such as 2026-01-31", "日期须写成 2026-01-31"),
        [TableFaultCode.DatesReversed] = ("the last day is before the first", "截止日早于起始日"),
        [TableFaultCode.DoubleNumber] = ("line {0} has this number already", "与第 {0} 行的专家编号重复"),
        [TableFaultCode.DoubleId] = ("line {0} has this identity number already", "与第 {0} 行的身份证号重复"),
        [TableFaultCode.DoublePhone] = ("line {0} has this phone already", "与第 {0} 行的手机号重复"),
    };

    /// <summary>The sentence of a code; of one that names another line, with that.</summary>
    public static string Of(TableFaultCode code, int otherLine, bool isChinese) =>
        string.Format(CultureInfo.InvariantCulture, isChinese ? All[code].Chinese : All[code].English, otherLine);

    /// <summary>A fault on one line: line, column as spreadsheets letter them, its name, and what is wrong.</summary>
    public static string Describe(TableFault fault, bool isChinese)
    {
        var said = Of(fault.Code, fault.OtherLine, isChinese);
        var field = fault.Field is { } known ? TableWords.Of(known, isChinese) : "";
        if (isChinese)
        {
            var place = fault.Column > 0 ? $"第 {fault.Line} 行 {LetterOf(fault.Column)} 列" : $"第 {fault.Line} 行";
            return field.Length > 0 ? $"{place}（{field}）：{said}" : $"{place}：{said}";
        }
        var where = fault.Column > 0 ? $"line {fault.Line}, column {LetterOf(fault.Column)}" : $"line {fault.Line}";
        return field.Length > 0 ? $"{where} ({field}): {said}" : $"{where}: {said}";
    }

    private static string LetterOf(int column) =>
        column <= 26 ? $"{(char)('A' + column - 1)}" : LetterOf((column - 1) / 26) + LetterOf((column - 1) % 26 + 1);
}
