using Trading.Documents.Layout;

namespace Trading.Documents.Pdf;

/// <summary>
/// The logical structure as objects (ISO 32000-1, 14.7): root, parent tree, an array of parents per page, then the
/// elements in reading order. All of them are packed: of a long document they are many and alike.
/// </summary>
internal sealed class Structure(Tag document, IReadOnlyList<Canvas> pages, int first, Func<int, int> pageObject)
{
    private readonly Dictionary<Tag, int> _numbers = Numbered(document, first + 2 + pages.Count);

    /// <summary>The number of the root, for the catalog.</summary>
    public int Root => first;

    /// <summary>Writes everything.</summary>
    /// <param name="file">Where the numbers from the root on come next.</param>
    /// <param name="field">Object and page object of the signature field, or null: it belongs to the one Form.</param>
    public void Write(PdfFile file, (int Object, int Page)? field)
    {
        file.AddPacked(
            Root,
            $"<</Type/StructTreeRoot/K {_numbers[document]} 0 R/ParentTree {first + 1} 0 R"
                + $"/ParentTreeNextKey {pages.Count + 1}>>"
        );
        var parents = pages.Select((_, page) => $"{page} {first + 2 + page} 0 R").ToList();
        if (field is not null)
            parents.Add($"{pages.Count} {_numbers[_numbers.Keys.Single(IsForm)]} 0 R");
        file.AddPacked(first + 1, $"<</Nums[{string.Join(' ', parents)}]>>");
        for (var page = 0; page < pages.Count; page++)
            file.AddPacked(
                first + 2 + page,
                $"[{string.Join(' ', pages[page].Marked.Select(tag => $"{_numbers[tag]} 0 R"))}]"
            );
        Write(file, document, Root, field);
    }

    private static bool IsForm(Tag tag) => tag.Type == "Form";

    private static Dictionary<Tag, int> Numbered(Tag document, int from)
    {
        var numbers = new Dictionary<Tag, int>();
        Number(document);
        return numbers;

        void Number(Tag tag)
        {
            numbers.Add(tag, from + numbers.Count);
            foreach (var child in tag.Kids.Select(k => k.Child).OfType<Tag>())
                Number(child);
        }
    }

    private void Write(PdfFile file, Tag tag, int parent, (int Object, int Page)? field)
    {
        // Content of the first page it stands on is named by its number alone.
        var page = tag.Kids.Where(k => k.Child is null).Select(k => k.Mark.Page).DefaultIfEmpty(-1).First();
        var kids = tag.Kids.Select(kid => Kid(kid, page)).ToList();
        if (field is { } its && IsForm(tag))
            kids.Add($"<</Type/OBJR/Obj {its.Object} 0 R/Pg {its.Page} 0 R>>");
        var (own, content) = (page < 0 ? "" : $"/Pg {pageObject(page)} 0 R", string.Join(' ', kids));
        var alternative = tag.Alternative.Length == 0 ? "" : $"/Alt<{TextString.Hex(tag.Alternative)}>";
        var actual = tag.ActualText.Length == 0 ? "" : $"/ActualText<{TextString.Hex(tag.ActualText)}>";
        var attributes = tag.Attributes.Length == 0 ? "" : $"/A{tag.Attributes}";
        var below =
            kids.Count == 0 ? ""
            : kids.Count == 1 ? $"/K {content}"
            : $"/K[{content}]";
        file.AddPacked(_numbers[tag], $"<</S/{tag.Type}/P {parent} 0 R{own}{attributes}{alternative}{actual}{below}>>");
        foreach (var child in tag.Kids.Select(k => k.Child).OfType<Tag>())
            Write(file, child, _numbers[tag], field);
    }

    private string Kid(TagKid kid, int page) =>
        kid.Child is { } child ? $"{_numbers[child]} 0 R"
        : kid.Mark.Page == page ? $"{kid.Mark.Number}"
        : $"<</Type/MCR/Pg {pageObject(kid.Mark.Page)} 0 R/MCID {kid.Mark.Number}>>";
}
