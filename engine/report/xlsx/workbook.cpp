// libxlsxwriter of Debian 12 writes to a name, not to memory: it is given the name of a file that
// lies in memory only.
#include "report/xlsx/workbook.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <map>
#include <stdexcept>

#include "report/words/characters.h"

namespace attain::report {

namespace {

// A file in memory, with a name as long as it is open.
class MemoryFile {
public:
    MemoryFile() : handle_(memfd_create("workbook", 0)) {
        if (handle_ < 0) throw std::runtime_error("no memory for a workbook");
    }
    ~MemoryFile() { close(handle_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    std::string name() const { return "/proc/self/fd/" + std::to_string(handle_); }
    std::string bytes() const {
        std::string all;
        const auto size = lseek(handle_, 0, SEEK_END);
        if (size <= 0) throw std::runtime_error("the workbook could not be written");
        all.resize(static_cast<std::size_t>(size));
        std::size_t got = 0;
        while (got < all.size()) {
            const auto more =
                pread(handle_, all.data() + got, all.size() - got, static_cast<off_t>(got));
            if (more <= 0) throw std::runtime_error("the workbook could not be read back");
            got += static_cast<std::size_t>(more);
        }
        return all;
    }

private:
    int handle_;
};

// A spreadsheet takes at most 32,767 characters in a cell.
std::string fitting(const std::string& text) {
    constexpr std::size_t most = 32000;
    std::string shown = printable(text);
    if (shown.size() <= most) return shown;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xc0U) == 0x80U)
        --end;
    return shown.substr(0, end) + "…";
}

// The number of a spreadsheet that is nearest: exactly, where both parts of the ratio have at most
// 53 bits, as every amount in practice has.
double near(const Rational& value) {
    const Integer most = Integer(1) << 53;
    const Integer above = value.numerator();
    const Integer below = value.denominator();
    if (abs(above) <= most && below <= most) {
        return above.convert_to<double>() / below.convert_to<double>();
    }
    const Rational scaled = value * Rational(power_of_ten(6));
    return round_to_whole(scaled, RoundingMode::half_even).convert_to<double>() / 1e6;
}

double near(const Cash& cash) {
    const auto scale = power_of_ten(cash.currency().minor_digits()).convert_to<double>();
    return static_cast<double>(cash.minor_units()) / scale;
}

class BookWriter {
public:
    explicit BookWriter(lxw_workbook* workbook) : workbook_(workbook) {}

    void write(const Workbook::Sheet& sheet) {
        lxw_worksheet* to = workbook_add_worksheet(workbook_, sheet.name.c_str());
        if (to == nullptr) throw std::runtime_error("the workbook has no room for a sheet");
        lxw_col_t at = 0;
        for (const Workbook::Column& column : sheet.columns) {
            worksheet_set_column(to, at, at, column.width, nullptr);
            worksheet_write_string(to, 0, at, fitting(column.title).c_str(), format("", true));
            ++at;
        }
        worksheet_freeze_panes(to, 1, 0);
        worksheet_repeat_rows(to, 0, 0);
        worksheet_set_landscape(to);
        worksheet_fit_to_pages(to, 1, 0);
        lxw_row_t line = 0;
        for (const Workbook::Row& row : sheet.rows) {
            ++line;
            lxw_col_t place = 0;
            for (const Cell& cell : row.cells)
                write(to, line, place++, cell, row.strong);
        }
    }

private:
    lxw_format* format(const std::string& number, bool strong) {
        lxw_format*& one = formats_[{number, strong}];
        if (one != nullptr) return one;
        one = workbook_add_format(workbook_);
        if (!number.empty()) format_set_num_format(one, number.c_str());
        if (strong) format_set_bold(one);
        return one;
    }
    static std::string decimals(int places) {
        return places == 0 ? "#,##0"
                           : "#,##0." + std::string(static_cast<std::size_t>(places), '0');
    }

    void write(lxw_worksheet* to, lxw_row_t row, lxw_col_t column, const Cell& cell, bool strong) {
        if (const auto* text = std::get_if<std::string>(&cell.value())) {
            if (text->empty()) return;
            worksheet_write_string(to, row, column, fitting(*text).c_str(), format("", strong));
        } else if (const auto* cash = std::get_if<Cash>(&cell.value())) {
            worksheet_write_number(to, row, column, near(*cash),
                                   format(decimals(cash->currency().minor_digits()), strong));
        } else if (const auto* number = std::get_if<Cell::Number>(&cell.value())) {
            const std::string how =
                number->percent ? std::string("0.00##%") : decimals(number->decimals);
            worksheet_write_number(to, row, column, near(number->value), format(how, strong));
        } else if (const auto* day = std::get_if<Date>(&cell.value())) {
            lxw_datetime date{};
            date.year = day->year();
            date.month = day->month();
            date.day = day->day();
            worksheet_write_datetime(to, row, column, &date, format("yyyy-mm-dd", strong));
        }
    }

    lxw_workbook* workbook_;
    std::map<std::pair<std::string, bool>, lxw_format*> formats_;
};

}  // namespace

std::string xlsx_bytes(const Workbook& book) {
    const MemoryFile file;
    lxw_workbook* workbook = workbook_new(file.name().c_str());
    if (workbook == nullptr) throw std::runtime_error("the workbook could not be begun");
    std::string title = fitting(book.title);
    std::string maker = "Attain";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = maker.data();
    properties.created = static_cast<time_t>(book.created.days()) * 86400;
    workbook_set_properties(workbook, &properties);
    BookWriter writer(workbook);
    for (const Workbook::Sheet& sheet : book.sheets)
        writer.write(sheet);
    if (workbook_close(workbook) != LXW_NO_ERROR) {
        throw std::runtime_error("the workbook could not be written");
    }
    return file.bytes();
}

}  // namespace attain::report
