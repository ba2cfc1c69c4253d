// The writer of the statement's page, in two files: the frame (statement_html.cpp), and a component
// with its goals, pictures and deals (statement_html_component.cpp). Internal to this room.
#pragma once

#include "report/page/page.h"
#include "report/statement/statement.h"

namespace attain::report {

class StatementPage {
public:
    explicit StatementPage(const Statement& statement);
    std::string write();

private:
    void head();
    void glance();
    void plan(const StatementPlan& plan);
    void component(const StatementPlan& plan, const StatementComponent& component);
    void goal(const StatementGoal& goal);
    void bar(const StatementGoal& goal);
    void tiers(const StatementComponent& component);
    void curve(const StatementCurve& curve);
    void table(const StatementComponent& component);
    void line(const StatementComponent& component, const StatementLine& line, bool tiered);
    void pay(const StatementLine& line);
    void limit(std::string_view what, const Cash& amount);
    void settled(const StatementSettlement& settled);
    void balances(const StatementSettlement& settled);
    void changes(const StatementYear& year);
    void year(const StatementYear& year);
    void matters(std::string_view title, const std::vector<StatementMatter>& matters);
    void terms();
    void foot();
    void money(std::string_view tag, std::string_view css, const Cash& amount);
    void title(std::string_view tag, std::string_view text, const Cash& amount);
    void heading(std::string_view text);
    void days(const DayRange& range);
    void fact(std::string_view name, std::string_view value);
    const Statement& statement_;
    Page page_;
};

}  // namespace attain::report
