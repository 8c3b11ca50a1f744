namespace Trading.Evaluation.Pool;

/// <summary>
/// The words that stand in a table: names of columns, levels and statuses, in Chinese and in English. A reader takes
/// both; a writer writes one of them. Source: docs/spec/draw.md, "Pool table".
/// </summary>
public static class TableWords
{
    private static readonly (TableField Field, string Chinese, string English)[] Columns =
    [
        (TableField.Number, "专家编号", "number"),
        (TableField.Name, "姓名", "name"),
        (TableField.Id, "身份证号", "id"),
        (TableField.Phone, "手机号", "phone"),
        (TableField.Specialities, "评标专业", "specialities"),
        (TableField.Level, "职称级别", "level"),
        (TableField.Region, "地区代码", "region"),
        (TableField.Employer, "工作单位", "employer"),
        (TableField.EmployerCode, "单位信用代码", "employer_code"),
        (TableField.Status, "状态", "status"),
        (TableField.Since, "状态起始日", "since"),
        (TableField.Until, "状态截止日", "until"),
    ];

    private static readonly (ExpertLevel Level, string Chinese, string English)[] Levels =
    [
        (ExpertLevel.Intermediate, "中级", "intermediate"),
        (ExpertLevel.Associate, "副高级", "associate"),
        (ExpertLevel.Senior, "正高级", "senior"),
    ];

    private static readonly (ExpertStatus Status, string Chinese, string English)[] Statuses =
    [
        (ExpertStatus.Admitted, "在库", "admitted"),
        (ExpertStatus.Suspended, "暂停", "suspended"),
        (ExpertStatus.Blacklisted, "黑名单", "blacklisted"),
        (ExpertStatus.Left, "退出", "left"),
    ];

    /// <summary>All columns in the order in which they are written.</summary>
    public static IReadOnlyList<TableField> Fields { get; } = [.. Columns.Select(c => c.Field)];

    /// <summary>A column's name.</summary>
    public static string Of(TableField field, bool isChinese)
    {
        var (_, chinese, english) = Columns.First(c => c.Field == field);
        return isChinese ? chinese : english;
    }

    /// <summary>A level's word.</summary>
    public static string Of(ExpertLevel level, bool isChinese)
    {
        var (_, chinese, english) = Levels.First(l => l.Level == level);
        return isChinese ? chinese : english;
    }

    /// <summary>A status's word.</summary>
    public static string Of(ExpertStatus status, bool isChinese)
    {
        var (_, chinese, english) = Statuses.First(s => s.Status == status);
        return isChinese ? chinese : english;
    }

    /// <summary>The column of that name, or null.</summary>
    public static TableField? FieldOf(string word)
    {
        var at = Array.FindIndex(Columns, c => c.Chinese == word || c.English == word);
        return at < 0 ? null : Columns[at].Field;
    }

    /// <summary>The level of that word, or null.</summary>
    public static ExpertLevel? LevelOf(string word)
    {
        var at = Array.FindIndex(Levels, l => l.Chinese == word || l.English == word);
        return at < 0 ? null : Levels[at].Level;
    }

    /// <summary>The status of that word, or null.</summary>
    public static ExpertStatus? StatusOf(string word)
    {
        var at = Array.FindIndex(Statuses, s => s.Chinese == word || s.English == word);
        return at < 0 ? null : Statuses[at].Status;
    }
}
