;; examples/scheme/evaluator.scm -- Scheme in Scheme: enough of an evaluator to run factorial

;; A scope is a procedure from a name to its value; extending it wraps another around it.
(define (extend names values outer)
  (lambda (name)
    (let look ((names names) (values values))
      (cond ((null? names) (outer name))
            ((eq? (car names) name) (car values))
            (else (look (cdr names) (cdr values)))))))

(define (evaluate x scope)
  (cond ((symbol? x) (scope x))
        ((not (pair? x)) x)
        ((eq? (car x) 'quote) (cadr x))
        ((eq? (car x) 'if)
         (evaluate (if (evaluate (cadr x) scope) (caddr x) (list-ref x 3)) scope))
        ((eq? (car x) 'lambda)
         (lambda arguments (evaluate (caddr x) (extend (cadr x) arguments scope))))
        (else
         (let ((parts (map (lambda (part) (evaluate part scope)) x)))
           (apply (car parts) (cdr parts))))))

(define basic
  (extend '(* - = list) (list * - = list)
          (lambda (name) (error "unknown name:" name))))

;; No define in there: factorial gets itself as an argument.
(define program
  '((lambda (factorial) (factorial factorial 10))
    (lambda (self n) (if (= n 0) 1 (* n (self self (- n 1)))))))

(write program) (newline)
(write (evaluate program basic)) (newline)
(write (evaluate '((lambda (x) (list x (list 'quote x))) '(a b)) basic)) (newline)
